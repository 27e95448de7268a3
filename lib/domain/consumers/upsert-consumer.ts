import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { isIdLike } from '../ids.ts'
import { createConsumer } from './create-consumer.ts'
import type { ConsumerKind } from './find-consumer.ts'
import { getConsumer } from './get-consumer.ts'
import { type ConsumerInput, type ConsumerView, consumerInputSchema } from './schemas.ts'
import { updateConsumer } from './update-consumer.ts'

/**
 * Replaces the consumer with this id or uid, or makes one with that uid. @throws DomainError `not_found` for an unknown
 * id
 */
export async function upsertConsumer(
  ctx: Context,
  instance: string,
  consumer: string,
  input: ConsumerInput,
  kind: ConsumerKind = 'consumer',
): Promise<{ created: boolean; view: ConsumerView }> {
  const existing = await getConsumer(ctx, instance, consumer, kind).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found' && !isIdLike('consumer', consumer)) return null
    throw error
  })
  if (existing === null) {
    const view = await createConsumer(ctx, instance, { ...input, uid: input.uid ?? consumer }, kind)
    return { created: true, view }
  }
  const fields = consumerInputSchema.parse(input)
  const patch = { ...fields, uid: fields.uid === undefined ? existing.uid : fields.uid, rate: fields.rate ?? null }
  return { created: false, view: await updateConsumer(ctx, instance, consumer, patch, kind) }
}
