import { allowedSubnets } from '#lib/allowed-subnets.ts'
import type { Consumer } from '#lib/db/generated/client.ts'
import { createAddressGuard, inspectTls } from '#lib/engine/index.ts'
import { env } from '#lib/env.ts'
import { checkConsumerUrl } from '../consumers/check-consumer-url.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import { openHeaders } from '../consumers/header-box.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { openOrConflict } from '../open-or-conflict.ts'
import { authorize } from '../permissions.ts'
import { presentCertificate } from './present-certificate.ts'
import type { ConnectionTestView } from './schemas.ts'

/** Connects to a consumer as a delivery would, posts `{}` once, and tells each step and what each side presented. */
export async function testConnection(ctx: Context, instance: string, consumer: string): Promise<ConnectionTestView> {
  authorize(ctx, 'delivery:write')
  const row = await findConsumer(await findInstance(ctx, instance), consumer)
  checkConsumerUrl(row.url)
  const { steps, ...report } = await inspectTls({
    url: row.url,
    identity: identityOf(row),
    ca: row.serverCa,
    guard: createAddressGuard({ allowedSubnets: allowedSubnets(env()) }),
    egressProxy: env().POSTHORN_EGRESS_PROXY ?? null,
    timeoutMs: env().POSTHORN_REQUEST_TIMEOUT_MS,
    headers: openHeaders(row.headers).map(({ name, value }) => [name, value]),
  })
  return {
    ...report,
    steps: steps.map(({ error, certificate, ...step }) => ({
      ...step,
      errorKind: error?.kind ?? null,
      certificate: certificate === null ? null : presentCertificate(certificate),
    })),
  }
}

/** @throws DomainError `conflict` where no known key opens the private key */
function identityOf({ tlsCertificate, tlsKey }: Consumer) {
  if (tlsCertificate === null || tlsKey === null) return null
  return {
    cert: tlsCertificate,
    key: openOrConflict(tlsKey, 'The key of the client certificate was', 'upload it again'),
  }
}
