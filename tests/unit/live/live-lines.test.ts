import { describe, expect, test } from 'vitest'
import { addLines, NO_LINES, showWaiting } from '#components/live/live-lines.ts'
import type { LiveEvent } from '#lib/queries/live.ts'

const line = (n: number): LiveEvent => ({
  ...{ id: `msg_${n}`, kind: 'received', at: '2026-11-29T12:00:00.000Z', eventType: 'invoice.paid', messageId: null },
  ...{ party: { kind: 'api', id: null, name: 'API' }, tags: [], company: null, consumers: null, statusCode: null },
  ...{ errorKind: null, detail: null, attempt: null, attempts: null, ms: null, size: null },
})
const linesOf = (...numbers: number[]) => numbers.map(line)
const idsOf = (events: readonly LiveEvent[]) => events.map(({ id }) => id)

describe('the lines of the live log', () => {
  test('wait while it is paused and lose none when they are shown, whatever came in just before', () => {
    const shown = addLines(NO_LINES, linesOf(1, 2), false)
    const paused = addLines(addLines(shown, linesOf(3), true), linesOf(4), true)
    expect([idsOf(paused.events), idsOf(paused.waiting)]).toEqual([
      ['msg_1', 'msg_2'],
      ['msg_3', 'msg_4'],
    ])
    const resumed = addLines(showWaiting(paused), linesOf(5), false)
    expect([idsOf(resumed.events), resumed.waiting]).toEqual([['msg_1', 'msg_2', 'msg_3', 'msg_4', 'msg_5'], []])
  })

  test('are there once when the stream begins with the newest ones again, paused or not', () => {
    const lines = addLines(addLines(NO_LINES, linesOf(1, 2), false), linesOf(2, 3), true)
    expect(idsOf(addLines(lines, linesOf(1, 2, 3, 4), true).waiting)).toEqual(['msg_3', 'msg_4'])
  })

  test('are the newest five thousand', () => {
    const { events } = addLines(NO_LINES, linesOf(...Array(5001).keys()), false)
    expect([events.length, events[0]?.id]).toEqual([5000, 'msg_1'])
  })
})
