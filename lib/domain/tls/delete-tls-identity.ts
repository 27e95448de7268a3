import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { changeTls } from './change-tls.ts'

/** Takes the client certificate and its key away. @throws DomainError `not_found` */
export async function deleteTlsIdentity(ctx: Context, instance: string, consumer: string): Promise<void> {
  authorize(ctx, 'consumer:write')
  const fields = { tlsCertificate: null, tlsKey: null, tlsExpiresAt: null }
  const change = { fields, action: 'consumer.delete-certificate', after: null }
  await changeTls(ctx, { instance, consumer }, () => change)
}
