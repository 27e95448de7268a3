import { pino } from 'pino'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import { formatId } from '#lib/domain/ids.ts'
import type { ErrorKind, LeasedDelivery, SettlementVerdict } from '#lib/engine/index.ts'
import { ConsumerHealth } from '#lib/worker/consumer-health.ts'
import { createDatabase } from '#tests/support/database.ts'
import { buildDelivery, buildRecord, buildSettlement } from '#tests/support/delivery-factories.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { type InsertedInstance, insertConsumer, insertInstance } from './fixtures.ts'

const { pool } = await createDatabase()
const health = new ConsumerHealth(pool, pino({ level: 'silent' }))

const MINUTE = 60_000
const START = Date.UTC(2026, 4, 1)
const FAILED: SettlementVerdict = { kind: 'retry', afterMs: 1000, step: 1 }
const EXHAUSTED: SettlementVerdict = { kind: 'exhausted' }
const SUCCEEDED: SettlementVerdict = { kind: 'success' }

let instance: InsertedInstance
let key: number
beforeEach(async () => {
  instance = await insertInstance(pool)
  key = await insertConsumer(pool, instance)
})

/** An attempt that ended so many minutes after the start. */
function note(
  minute: number,
  verdict: SettlementVerdict,
  delivery: Partial<LeasedDelivery> = {},
  errorKind?: 'expunged' | 'skipped_disabled',
) {
  const settlement = buildSettlement(buildDelivery({ consumerKey: key, ...delivery }), verdict)
  const ended = errorKind === undefined ? {} : { errorKind, statusCode: null }
  health.note({ ...settlement, record: buildRecord({ ...settlement.record, ...ended, at: START + minute * MINUTE }) })
}

/** What is kept on the consumer, in minutes after the start. */
async function kept() {
  await health.flush()
  const { rows } = await pool.query<Record<'since' | 'failed' | 'succeeded', Date | null>>(
    `select failing_since as since, last_failure_at as failed, last_success_at as succeeded from consumer where key = $1`,
    [key],
  )
  const minutes = (at: Date | null | undefined) => (at == null ? null : (at.getTime() - START) / MINUTE)
  return { since: minutes(rows[0]?.since), failed: minutes(rows[0]?.failed), succeeded: minutes(rows[0]?.succeeded) }
}

describe('rule 12, auto-disable: what settlement keeps on a consumer', () => {
  test('is since when it fails, through any number of failures', async () => {
    note(1, FAILED)
    expect(await kept()).toEqual({ since: 1, failed: 1, succeeded: null })
    note(2, FAILED)
    note(3, EXHAUSTED)
    expect(await kept()).toEqual({ since: 1, failed: 3, succeeded: null })
  })

  test('is how the last attempt that failed did so', async () => {
    const cause = async () => {
      await health.flush()
      const { rows } = await pool.query<Record<'status' | 'kind', unknown>>(
        'select last_failure_status as status, last_failure_kind as kind from consumer where key = $1',
        [key],
      )
      return rows[0]
    }
    const fail = (minute: number, ended: { statusCode: number | null; errorKind: ErrorKind }) => {
      const settlement = buildSettlement(buildDelivery({ consumerKey: key }), FAILED)
      health.note({
        ...settlement,
        record: buildRecord({ ...settlement.record, ...ended, at: START + minute * MINUTE }),
      })
    }
    expect(await cause()).toEqual({ status: null, kind: null })
    fail(1, { statusCode: 401, errorKind: 'http_4xx' })
    fail(3, { statusCode: 503, errorKind: 'http_5xx' })
    expect(await cause()).toEqual({ status: 503, kind: 'http_5xx' })
    fail(2, { statusCode: 404, errorKind: 'http_4xx' })
    expect(await cause()).toEqual({ status: 503, kind: 'http_5xx' })
    note(4, SUCCEEDED)
    expect(await cause()).toEqual({ status: 503, kind: 'http_5xx' })
    fail(5, { statusCode: null, errorKind: 'timeout' })
    expect(await cause()).toEqual({ status: null, kind: 'timeout' })
  })

  test('begins anew after a success, of a replay too, however they are flushed', async () => {
    note(1, FAILED)
    note(2, SUCCEEDED, { trigger: 'replay' })
    expect(await kept()).toEqual({ since: null, failed: 1, succeeded: 2 })
    note(3, FAILED)
    expect(await kept()).toEqual({ since: 3, failed: 3, succeeded: 2 })
    note(4, SUCCEEDED)
    note(5, FAILED)
    note(6, FAILED)
    expect(await kept()).toEqual({ since: 5, failed: 6, succeeded: 4 })
  })

  test('is not moved by tests, tries by hand, cancelled and skipped ones, nor by an expunged body', async () => {
    note(1, FAILED)
    note(2, SUCCEEDED, { trigger: 'test' })
    note(3, SUCCEEDED, { trigger: 'manual' })
    note(4, EXHAUSTED, { trigger: 'manual' })
    note(5, { kind: 'cancelled' })
    note(6, EXHAUSTED, {}, 'skipped_disabled')
    note(7, EXHAUSTED, {}, 'expunged')
    expect(await kept()).toEqual({ since: 1, failed: 1, succeeded: null })
  })

  test.each([
    { follows: 'a success', verdicts: [SUCCEEDED], stored: { since: null, failed: 1, succeeded: 2 } },
    { follows: 'a failure', verdicts: [FAILED], stored: { since: 1, failed: 2, succeeded: null } },
    { follows: 'one of each', verdicts: [SUCCEEDED, FAILED], stored: { since: 3, failed: 3, succeeded: 2 } },
    { follows: 'nothing', verdicts: [], stored: { since: 1, failed: 1, succeeded: null } },
  ])('is not lost while the database is away, and $follows comes after it', async ({ verdicts, stored }) => {
    note(1, FAILED)
    vi.spyOn(pool, 'query').mockRejectedValueOnce(new Error('the database is away'))
    await health.flush()
    for (const [index, verdict] of verdicts.entries()) note(index + 2, verdict)
    expect(await kept()).toEqual(stored)
  })

  test('keeps a success that could not be stored, whatever fails after it', async () => {
    note(1, SUCCEEDED)
    vi.spyOn(pool, 'query').mockRejectedValueOnce(new Error('the database is away'))
    await health.flush()
    note(2, FAILED)
    expect(await kept()).toEqual({ since: 2, failed: 2, succeeded: 1 })
  })

  test('is reset when the consumer is enabled again', async () => {
    note(1, FAILED)
    await health.flush()
    const { rows } = await pool.query<{ id: string }>('select id from consumer where key = $1', [key])
    const names = [formatId('instance', instance.id), formatId('consumer', rows[0]?.id ?? '')] as const
    const ctx = rootContext()
    await updateConsumer(ctx, ...names, { disabled: true })
    expect(await kept()).toMatchObject({ since: 1 })
    await updateConsumer(ctx, ...names, { disabled: false })
    expect(await kept()).toEqual({ since: null, failed: null, succeeded: null })
  })
})
