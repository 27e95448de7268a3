import fc from 'fast-check'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { IncomingMessage, MessageSink } from '#lib/domain/messages/message-sink.ts'
import { incomingFor, type Place } from '#tests/support/incoming-message.ts'
import { type ConsumerRow, openSinks } from './sinks.ts'

const sinks = await openSinks()
const { pool, webSink, workerSink, queuedFor } = sinks
afterAll(() => sinks.close())

let instance: Place
beforeEach(async () => {
  instance = await sinks.addInstance()
})

const addConsumer = (row?: ConsumerRow) => sinks.addConsumer(instance, row)
const incoming = (parts?: Partial<IncomingMessage>) => incomingFor(instance, parts)

describe.each<[string, MessageSink]>([
  ['a process without a worker', webSink],
  ['a worker', workerSink],
])('the fan-out of %s', (_name, sink) => {
  it('rule 8, fan-out is never stale: a configuration that changes all the time delays nobody, and the newest counts', async () => {
    const consumer = await addConsumer({ eventTypes: ['other'] })
    let changing = true
    const churn = async () => {
      while (changing) await sinks.changed(instance)
    }
    const churning = [churn(), churn()]
    const before = await Promise.all(Array.from({ length: 20 }, () => sink.accept(incoming())))
    await pool.query(`update consumer set event_types = '{invoice.paid}' where key = $1`, [consumer])
    await sinks.changed(instance)
    const after = await Promise.all(Array.from({ length: 20 }, () => sink.accept(incoming())))
    changing = false
    await Promise.all(churning)
    for (const { messageId } of before) expect(await queuedFor(messageId)).toEqual([])
    for (const { messageId } of after) expect(await queuedFor(messageId)).toEqual([consumer])
  })

  it('rule 8, fan-out is never stale: matches any event type and any tag in common, in memory as in SQL', async () => {
    const type = fc.constantFrom('a', 'b', 'A', 'a.b')
    const tag = fc.constantFrom('r:us', 'r:uk', 'R:us', 's:1', 'plain')
    const filter = fc.record({
      eventTypes: fc.uniqueArray(type, { maxLength: 2 }),
      tags: fc.uniqueArray(tag, { maxLength: 3 }),
    })
    const takes = (any: readonly string[], given: readonly string[]) =>
      any.length === 0 || any.some((one) => given.includes(one))
    await fc.assert(
      fc.asyncProperty(
        fc.array(filter, { maxLength: 6 }),
        type,
        fc.uniqueArray(tag),
        async (filters, eventType, tags) => {
          await pool.query('delete from consumer where instance_id = $1', [instance.id])
          await sinks.changed(instance)
          const keys: number[] = []
          for (const one of filters) keys.push(await addConsumer(one))
          const expected = keys.filter((_, at) => {
            const one = filters[at]
            return one !== undefined && takes(one.eventTypes, [eventType]) && takes(one.tags, tags)
          })
          const { messageId } = await sink.accept(incoming({ eventType, givenTags: tags }))
          expect(await queuedFor(messageId)).toEqual(expected)
        },
      ),
      { numRuns: 40 },
    )
  })
})
