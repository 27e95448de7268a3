import { readCertificateFacts } from '#lib/engine/index.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { presentCertificate } from './present-certificate.ts'
import type { TlsIdentityView } from './schemas.ts'

/** The client certificate of a consumer, without its key. @throws DomainError `not_found` */
export async function getTlsIdentity(ctx: Context, instance: string, consumer: string): Promise<TlsIdentityView> {
  authorize(ctx, 'read')
  const { tlsCertificate: chain } = await findConsumer(await findInstance(ctx, instance), consumer)
  const facts = chain === null ? null : readCertificateFacts(chain)
  return { enabled: chain !== null, certificate: facts === null ? null : presentCertificate(facts), chain }
}
