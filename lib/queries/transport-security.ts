import { queryOptions } from '@tanstack/react-query'
import type { ConnectionTestView, ServerCaView, TlsIdentityView } from '#lib/domain/tls/schemas.ts'
import { consumerQueries } from './consumers.ts'
import { requestJson } from './request-json.ts'
import * as z from './shape.ts'

export type { CertificateView, ConnectionTestView } from '#lib/domain/tls/schemas.ts'

function base(instanceId: string, consumerId: string): string {
  return `/api/v1/app/${instanceId}/endpoint/${consumerId}`
}

/** How a consumer and Posthorn prove themselves to each other. */
export const tlsQueries = {
  identity: (instanceId: string, consumerId: string) =>
    queryOptions({
      queryKey: [...consumerQueries.key(instanceId), consumerId, 'tls'],
      queryFn: ({ signal }) =>
        requestJson(z.trusted<TlsIdentityView>(), `${base(instanceId, consumerId)}/mtls`, { signal }),
    }),
  authority: (instanceId: string, consumerId: string) =>
    queryOptions({
      queryKey: [...consumerQueries.key(instanceId), consumerId, 'ca'],
      queryFn: ({ signal }) => requestJson(z.trusted<ServerCaView>(), `${base(instanceId, consumerId)}/ca`, { signal }),
    }),
}

/** The passphrase is used once, to decrypt the key, and not kept. */
export function saveIdentity(instanceId: string, consumerId: string, identity: string, passphrase: string) {
  const body = { identity, passphrase: passphrase === '' ? null : passphrase }
  return requestJson(z.unknown(), `${base(instanceId, consumerId)}/mtls`, { method: 'PUT', body })
}

export function removeIdentity(instanceId: string, consumerId: string) {
  return requestJson(z.unknown(), `${base(instanceId, consumerId)}/mtls`, { method: 'DELETE' })
}

/** Null trusts the public authorities again. */
export function saveAuthority(instanceId: string, consumerId: string, cert: string | null) {
  return requestJson(z.unknown(), `${base(instanceId, consumerId)}/ca`, { method: 'PUT', body: { cert } })
}

/** Connects to the consumer as a delivery would, and posts `{}` once. */
export function testConnection(instanceId: string, consumerId: string) {
  const path = `${base(instanceId, consumerId)}/test-connection`
  return requestJson(z.trusted<ConnectionTestView>(), path, { method: 'POST', body: {} })
}
