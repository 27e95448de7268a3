import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { formatId, newUuid } from '#lib/domain/ids.ts'
import { raiseAttemptEvents } from '#lib/domain/operational-events/raise-attempt-events.ts'
import { raiseOperationalEvents } from '#lib/domain/operational-events/raise-operational-events.ts'
import { createDatabase } from '#tests/support/database.ts'

const { pool } = await createDatabase()

interface Raised {
  consumer: number
  type: string
  body: unknown
}

let instanceId: string
let instanceKey: number

async function keyOf(sql: string, values: unknown[]): Promise<number> {
  const { rows } = await pool.query<{ key: number }>(sql, values)
  return rows[0]?.key ?? Number.NaN
}

async function addEndpoint(kind: 'consumer' | 'operational', eventTypes: string[] = []) {
  const id = newUuid()
  const key = await keyOf(
    `insert into consumer (id, instance_id, kind, url, event_types, tags) values ($1, $2, $3, 'https://x.test', $4, '{}')
     returning key`,
    [id, instanceId, kind, eventTypes],
  )
  await pool.query('insert into lane (consumer, instance) values ($1, $2)', [key, instanceKey])
  return { id, key }
}

async function addMessage(): Promise<string> {
  const id = newUuid()
  await pool.query(
    `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size, event_id)
     values ($1, $2, 'a.b', '{}', '{}', '{}', '{}', 2, 'evt-1')`,
    [id, instanceKey],
  )
  return id
}

async function raised(): Promise<Raised[]> {
  const { rows } = await pool.query<{ consumer: number; event_type: string; body: string }>(
    `select q.consumer, m.event_type, m.body from queue q join message m on m.id = q.message_id
     where m.instance = $1 order by q.consumer, m.id`,
    [instanceKey],
  )
  return rows.map((row) => ({ consumer: row.consumer, type: row.event_type, body: JSON.parse(row.body) }))
}

beforeEach(async () => {
  instanceId = newUuid()
  instanceKey = await keyOf(`insert into instance (id, name) values ($1, 'test') returning key`, [instanceId])
})

describe('operational events', () => {
  test('go to the operational endpoints that listen, and to no ordinary consumer', async () => {
    await addEndpoint('consumer')
    const all = await addEndpoint('operational')
    await addEndpoint('operational', ['message.attempt.exhausted'])
    const data = { endpointId: 'ep_x' }
    await raiseOperationalEvents(prisma(), [{ instanceKey, type: 'endpoint.created', data }])
    expect(await raised()).toEqual([
      { consumer: all.key, type: 'endpoint.created', body: { type: 'endpoint.created', data } },
    ])
  })

  test('that nobody listens to are not stored', async () => {
    await addEndpoint('consumer')
    await raiseOperationalEvents(prisma(), [{ instanceKey, type: 'endpoint.deleted', data: {} }])
    const { rows } = await pool.query('select from message where instance = $1', [instanceKey])
    expect(rows).toHaveLength(0)
  })

  test('roll back with the change that caused them', async () => {
    await addEndpoint('operational')
    const failure = new Error('changed my mind')
    const change = prisma().$transaction(async (tx) => {
      await raiseOperationalEvents(tx, [{ instanceKey, type: 'endpoint.updated', data: {} }])
      throw failure
    })
    await expect(change).rejects.toBe(failure)
    expect(await raised()).toEqual([])
  })

  test('name the delivery that failed for good, with its last attempt', async () => {
    const operational = await addEndpoint('operational')
    const consumer = await addEndpoint('consumer')
    const messageId = await addMessage()
    const attemptId = newUuid()
    const turn = { consumerKey: consumer.key, messageId, attemptId, statusCode: 503, at: 1_795_444_318_204 }
    await raiseAttemptEvents(prisma(), [{ ...turn, type: 'message.attempt.exhausted' }])
    const [event, ...others] = await raised()
    expect(others).toEqual([])
    expect(event?.consumer).toBe(operational.key)
    expect(z.object({ data: z.unknown() }).parse(event?.body).data).toEqual({
      appId: formatId('instance', instanceId),
      appUid: null,
      endpointId: formatId('consumer', consumer.id),
      msgId: formatId('message', messageId),
      msgEventId: 'evt-1',
      lastAttempt: {
        id: formatId('attempt', attemptId),
        responseStatusCode: 503,
        timestamp: new Date(1_795_444_318_204).toISOString(),
      },
    })
  })

  test('rule 15, loops: never beget operational events', async () => {
    const operational = await addEndpoint('operational')
    const messageId = await addMessage()
    const turn = { consumerKey: operational.key, messageId, attemptId: newUuid(), statusCode: null, at: Date.now() }
    await raiseAttemptEvents(prisma(), [{ ...turn, type: 'message.attempt.exhausted' }])
    expect(await raised()).toEqual([])
  })
})
