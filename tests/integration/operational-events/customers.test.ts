import { beforeEach, describe, expect, test } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { getAttempt } from '#lib/domain/deliveries/get-attempt.ts'
import { listAttempts } from '#lib/domain/deliveries/list-attempts.ts'
import { listDeliveries } from '#lib/domain/deliveries/list-deliveries.ts'
import { listDestinations } from '#lib/domain/deliveries/list-destinations.ts'
import { formatId, newUuid, parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { getMessage } from '#lib/domain/messages/get-message.ts'
import { listMessages } from '#lib/domain/messages/list-messages.ts'
import { readMessageEvents } from '#lib/domain/messages/read-message-events.ts'
import { portalPermissions } from '#lib/domain/tokens/portal-permissions.ts'
import { portalCapabilitySchema } from '#lib/domain/tokens/schemas.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()
const operator = rootContext()
const customer = rootContext({ capabilities: new Set(portalPermissions(portalCapabilitySchema.options)) })

let instance: string
/** Of Posthorn's own event that says the customer's consumer was made. */
let told: string
let accepted: string

beforeEach(async () => {
  instance = (await createInstance(operator, { name: 'Northwind' })).id
  await createConsumer(operator, instance, { url: 'https://operator.test/alerts' }, 'operational')
  await createConsumer(operator, instance, { url: 'https://customer.test/hook' })
  const { rows } = await pool.query<{ id: string }>(
    `select m.id from message m join instance i on i.key = m.instance where i.id = $1`,
    [parseId('instance', instance)],
  )
  told = formatId('message', rows[0]?.id ?? '')
  const id = newUuid()
  await pool.query(
    `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size)
     select $1, key, 'invoice.paid', '{}', '{}', '{}', '{}', 2 from instance where id = $2`,
    [id, parseId('instance', instance)],
  )
  accepted = formatId('message', id)
})

describe('Posthorn’s own events', () => {
  const seen = async (ctx: typeof operator) => ({
    messages: (await listMessages(ctx, instance, {})).data.map(({ id }) => id),
    log: (await listDeliveries(ctx, instance, {})).data.map(({ message }) => message.id),
    events: (await readMessageEvents(ctx, instance, {})).data.map(({ id }) => id).reverse(),
  })

  test('are in no list of a customer’s, in all of an operator’s', async () => {
    expect(await seen(customer)).toEqual({ messages: [accepted], log: [accepted], events: [accepted] })
    const both = [accepted, told]
    expect(await seen(operator)).toEqual({ messages: both, log: both, events: both })
  })

  test('do not exist for a customer who asks for one, its attempts, or where it went', async () => {
    const asked = (ctx: typeof operator) => [
      getMessage(ctx, instance, told),
      listAttempts(ctx, instance, { message: told }),
      listDestinations(ctx, instance, told, {}),
    ]
    const refusals = await Promise.allSettled([
      ...asked(customer),
      getAttempt(customer, instance, told, formatId('attempt', newUuid())),
    ])
    expect(refusals.map((one) => one.status === 'rejected' && one.reason.message)).toEqual(
      Array(4).fill(expect.stringContaining('No such message')),
    )
    expect((await Promise.allSettled(asked(operator))).map(({ status }) => status)).toEqual(Array(3).fill('fulfilled'))
  })
})
