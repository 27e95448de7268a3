import pg from 'pg'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { errorReply } from '#lib/api/core/error-response.ts'
import { newUuid } from '#lib/domain/ids.ts'
import { RowError } from '#lib/engine/index.ts'
import { FanOutIndex } from '#lib/worker/fan-out-index.ts'
import { IngestSink } from '#lib/worker/ingest-sink.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { incomingFor } from '#tests/support/incoming-message.ts'

const MESSAGE = incomingFor({ id: newUuid(), key: 1 })

/** A sink over a store that fails with `error`. */
function sinkOver(error: Error): IngestSink {
  const none = new FanOutIndex([])
  const instance = {
    id: MESSAGE.instanceId,
    key: 1,
    uid: null,
    configVersion: 1,
    consumers: new Map(),
    fanOut: none,
    operationalFanOut: none,
    sourceHashes: [],
  }
  return new IngestSink({
    directory: { instanceByKey: () => instance, reloadInstance: async () => {} },
    companyTags: { of: async () => [] },
    publisher: { publish: () => Promise.reject(error), waiting: 0 },
    clock: new FakeClock(),
    pool: new pg.Pool(),
  })
}

function databaseError(code: string, message: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError(message, 0, 'error'), { code })
}

/** What the caller is answered, and what the log keeps of it. */
async function failWith(error: Error) {
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) })
  const failure = await sinkOver(error)
    .accept(MESSAGE)
    .catch((thrown: unknown) => thrown)
  return { reply: errorReply(failure, { requestId: 'req_test', log }), logged: lines.join('') }
}

describe('a message that could not be stored', () => {
  it.each([
    ['the connection was refused', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })],
    ['the server shuts down', databaseError('57P01', 'terminating connection due to administrator command')],
    ['the server only reads', databaseError('25006', 'cannot execute INSERT in a read-only transaction')],
  ])('is answered 503 with a time to come back when %s, and the log says why', async (_when, error) => {
    const { reply, logged } = await failWith(error)
    expect(reply).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
    expect(reply.body).toContain('The database is away')
    expect(logged).toContain(error.message)
  })

  it.each([
    ['a statement that does not suit the schema', databaseError('42703', 'column hop does not exist')],
    ['code that is wrong', new TypeError('cannot read properties of undefined')],
  ])('is not blamed on the database’s absence for %s, and the log says what it was', async (_what, error) => {
    const { reply, logged } = await failWith(error)
    expect(reply).toMatchObject({ status: 500 })
    expect(reply.body).not.toContain(error.message)
    expect(logged).toContain(error.message)
  })

  it('is refused by itself when its own row is at fault', async () => {
    const { reply } = await failWith(new RowError('value too long'))
    expect(reply).toMatchObject({ status: 400 })
  })
})
