import { beforeEach, describe, expect, it } from 'vitest'
import { newUuid, parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { callRoute } from '#tests/support/call-route.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { POST } from '../../../app/api/v1/app/[app_id]/company/route.ts'

const { pool } = await createDatabase()

let app: string
let key: string
beforeEach(async () => {
  app = (await createInstance(rootContext(), { name: 'once' })).id
  key = `key-${newUuid()}`
})

const create = (body: object, headers: Record<string, string> = { 'idempotency-key': key }) =>
  callRoute(POST, { params: { app_id: app }, headers, body })

async function companies(): Promise<number> {
  const of = [parseId('instance', app)]
  const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from company where instance_id = $1', of)
  return rows[0]?.n ?? -1
}

async function keptSeconds(of: string): Promise<number> {
  const { rows } = await pool.query<{ s: number }>(
    'select extract(epoch from expires_at - created_at)::int as s from idempotency_key where key = $1',
    [of],
  )
  return rows[0]?.s ?? -1
}

describe('a POST with an Idempotency-Key', () => {
  it('happens once: a repetition and twins get what the first one made', async () => {
    const twins = await Promise.all([create({ name: 'A' }), create({ name: 'A' }), create({ name: 'A' })])
    expect(new Set(twins.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(twins.map(({ status }) => status)).toEqual([201, 201, 201])
    expect([await create({ name: 'A' }), await companies()]).toMatchObject([{ status: 201, body: { name: 'A' } }, 1])
  })

  it('is a conflict when its key came with another body before', async () => {
    await create({ name: 'A' })
    expect([await create({ name: 'B' }), await companies()]).toMatchObject([
      { status: 409, body: { code: 'conflict' } },
      1,
    ])
  })

  it('is kept for 12 hours, and for 15 minutes when an SDK made the key itself', async () => {
    const automatic = `auto_${newUuid()}`
    await create({ name: 'A' })
    await create({ name: 'A' }, { 'idempotency-key': automatic })
    expect([await keptSeconds(key), await keptSeconds(automatic)]).toEqual([43_200, 900])
  })

  it('happens again when that time is over', async () => {
    await create({ name: 'A' })
    await pool.query("update idempotency_key set expires_at = now() - interval '1 s' where key = $1", [key])
    expect([(await create({ name: 'B' })).status, await companies()]).toEqual([201, 2])
  })

  it('is not kept when it failed: a corrected request with the same key runs', async () => {
    await create({ name: 'A', externalId: 'taken' }, {})
    expect((await create({ name: 'B', externalId: 'taken' })).status).toBe(409)
    expect((await create({ name: 'B', externalId: 'free' })).status).toBe(201)
  })

  it('never meets the same key of another caller', async () => {
    const actor = { kind: 'token', id: newUuid() } as const
    await create({ name: 'A' })
    const other = await callRoute(POST, {
      params: { app_id: app },
      headers: { 'idempotency-key': key },
      body: { name: 'B' },
      actor,
    })
    expect([other.status, await companies()]).toEqual([201, 2])
  })

  it('is refused with a key that is too long', async () => {
    expect((await create({ name: 'A' }, { 'idempotency-key': 'x'.repeat(257) })).status).toBe(400)
  })
})
