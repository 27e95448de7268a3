import { readCertificateFacts } from '#lib/engine/index.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { presentCertificate } from './present-certificate.ts'
import type { ServerCaView } from './schemas.ts'

/** The private authority that a consumer's server is checked with. @throws DomainError `not_found` */
export async function getServerCa(ctx: Context, instance: string, consumer: string): Promise<ServerCaView> {
  authorize(ctx, 'read')
  const { serverCa: cert } = await findConsumer(await findInstance(ctx, instance), consumer)
  const facts = cert === null ? null : readCertificateFacts(cert)
  return { cert, certificate: facts === null ? null : presentCertificate(facts) }
}
