import type { Instance } from '#lib/db/generated/client.ts'
import { secretBox } from '#lib/encryption.ts'
import { newSecret } from '#lib/engine/index.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { orConflict } from '../conflict.ts'
import type { Context } from '../context.ts'
import { assertNotArchived } from '../event-types/assert-not-archived.ts'
import { newUuid } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { changeConfiguration } from './change-configuration.ts'
import { checkConsumerUrl } from './check-consumer-url.ts'
import type { ConsumerKind } from './find-consumer.ts'
import { sealHeaders } from './header-box.ts'
import { presentConsumer } from './present-consumer.ts'
import { raiseConsumerEvents } from './raise-consumer-events.ts'
import { recordConsumers } from './record-consumers.ts'
import { type ConsumerCreate, type ConsumerView, consumerCreateSchema } from './schemas.ts'
import { normaliseSigningSecret } from './signing-secret.ts'
import { switchFields } from './switch-fields.ts'

/** Adds a consumer with its first signing secret. @throws DomainError `not_found`, `validation`, `conflict` (uid) */
export async function createConsumer(
  ctx: Context,
  instance: string,
  input: ConsumerCreate,
  kind: ConsumerKind = 'consumer',
): Promise<ConsumerView> {
  authorize(ctx, 'consumer:write')
  const fields = consumerCreateSchema.parse(input)
  checkConsumerUrl(fields.url)
  const secret = fields.secret ? normaliseSigningSecret(fields.secret) : newSecret()
  const found = await findInstance(ctx, instance)
  await assertNotArchived(found, fields.eventTypes)
  return orConflict(`A consumer with the uid "${fields.uid}" exists already in this instance.`, () =>
    insertConsumer(ctx, found, fields, secret, kind),
  )
}

async function insertConsumer(
  ctx: Context,
  instance: Instance,
  { secret: _given, headers, ...fields }: ReturnType<typeof consumerCreateSchema.parse>,
  secret: string,
  kind: ConsumerKind,
): Promise<ConsumerView> {
  return changeConfiguration(instance, async (tx) => {
    const row = await tx.consumer.create({
      data: {
        ...fields,
        id: newUuid(),
        kind,
        instanceId: instance.id,
        uid: fields.uid ?? null,
        rate: fields.rate ?? null,
        eventTypes: [...new Set(fields.eventTypes)],
        tags: [...new Set(fields.tags)],
        ...(fields.disabled ? switchFields(true, ctx) : {}),
        headers: sealHeaders(headers),
        secrets: { create: { id: newUuid(), secret: secretBox().seal(secret) } },
      },
    })
    await recordConsumers(tx, instance.key, [row])
    await raiseConsumerEvents(tx, instance, [row], 'endpoint.created')
    const view = presentConsumer(row)
    const target = { kind: 'consumer', id: view.id, name: view.url }
    await writeAudit(tx, ctx, { action: 'consumer.create', instanceId: instance.id, target, after: view })
    return view
  })
}
