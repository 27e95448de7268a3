import { expect, it } from 'vitest'
import type { DeliveryConsumer } from '#lib/engine/index.ts'
import { setUpDispatcher } from '#tests/support/dispatcher-set-up.ts'
import { buildResult } from '#tests/support/scripted-sender.ts'
import { until } from '#tests/support/until.ts'

/** Makes secrets that no known key opens of what a consumer has. */
function lock(consumer: DeliveryConsumer | undefined, name: 'headers' | 'signingKeys') {
  const get = () => {
    throw new Error('No known key opens it.')
  }
  Object.defineProperty(consumer, name, { get })
}

it.each(['headers', 'signingKeys'] as const)(
  'a consumer whose %s no known key opens fails its attempts and says why; the others are sent to',
  async (name) => {
    const { put, publish, rows, store, sender, sentTo, consumers, errors } = setUpDispatcher()
    sender.script = () => buildResult()
    for (const key of [1, 2]) put({ key })
    lock(consumers.get(1), name)
    await publish([1, 2])
    await until(() => store.attempts.size === 2)
    const failed = [...store.attempts.values()].find(({ consumerKey }) => consumerKey === 1)
    expect(failed).toMatchObject({ verdict: 'retry', record: { statusCode: null, errorKind: 'protocol' } })
    expect(failed?.record.errorDetail).toContain('No known key opens it.')
    expect([sentTo(1), sentTo(2)]).toEqual([0, 1])
    expect(rows(1)).toMatchObject([{ step: 1 }])
    expect(errors).toHaveLength(1)
  },
)

it('a disabled consumer whose secrets no known key opens uses up its steps like any other', async () => {
  const { put, publish, rows, store, consumers, clock } = setUpDispatcher()
  put({ key: 1, disabled: true, retrySchedule: () => [0, 10] })
  lock(consumers.get(1), 'headers')
  await publish([1])
  await until(() => rows(1)[0]?.step === 1)
  clock.advance(10_300)
  await until(() => store.attempts.size === 1)
  expect([...store.attempts.values()][0]?.record.errorKind).toBe('skipped_disabled')
})
