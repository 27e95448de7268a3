import type { Consumer } from '#lib/db/generated/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { changeConfiguration } from '../consumers/change-configuration.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import { raiseConsumerEvents } from '../consumers/raise-consumer-events.ts'
import type { Context } from '../context.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'

type TlsFields = Partial<Pick<Consumer, 'tlsCertificate' | 'tlsKey' | 'tlsExpiresAt' | 'serverCa'>>

interface TlsChange {
  readonly fields: TlsFields
  readonly action: string
  /** What the audit log tells of them. */
  readonly after: object | null
}

/** Writes TLS settings of a consumer, which are read once it is known to be there. @throws DomainError `not_found` */
export async function changeTls(
  ctx: Context,
  target: { readonly instance: string; readonly consumer: string },
  read: () => TlsChange,
): Promise<void> {
  const found = await findInstance(ctx, target.instance)
  const { id, url } = await findConsumer(found, target.consumer)
  const { fields, ...audit } = read()
  await changeConfiguration(found, async (tx) => {
    const row = await tx.consumer.update({ where: { id, deletedAt: null }, data: fields })
    await raiseConsumerEvents(tx, found, [row], 'endpoint.updated')
    const named = { kind: 'consumer', id: formatId('consumer', id), name: url }
    await writeAudit(tx, ctx, { ...audit, instanceId: found.id, target: named })
  })
}
