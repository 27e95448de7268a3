import { createServer } from 'node:http'
import { Webhook } from 'svix'
import { textArray, uuidArray } from '#lib/db/binary-array.ts'
import { createHotPool } from '#lib/db/pg-pool.ts'
import { newUuid } from '#lib/domain/ids.ts'

/**
 * What the front door is measured against: the least that is honest. One `node:http` server that verifies with the same
 * library, stores message and dedupe key in group commits of the same shape, and answers after commit. No sources, no
 * fan-out, no tags, no limits.
 */
interface Waiting {
  readonly id: string
  readonly type: string
  readonly body: string
  readonly key: string
  readonly done: (error: unknown) => void
}

const MOST_IN_FLIGHT = 3
const MOST_IN_BATCH = 200

const STORE = `with d as (
    insert into dedupe (instance, key, day, message_id)
    select 1, key, (now() at time zone 'UTC')::date, id from unnest($1::uuid[], $4::text[]) t(id, key) order by key
    on conflict do nothing returning message_id
  )
  insert into message (id, instance, event_type, tags, tag_origins, labels, body, size, flags, hop)
  select id, 1, type, '{}', '{}', '{}', body, octet_length(body), 0, 0
  from unnest($1::uuid[], $2::text[], $3::text[]) t(id, type, body) where id in (select message_id from d)`

const pool = createHotPool(process.env.DATABASE_URL ?? '', 10)
const verifier = new Webhook(process.env.SOURCE_SECRET ?? '')
let waiting: Waiting[] = []
let inFlight = 0
let scheduled = false

function submit(entry: Waiting): void {
  waiting.push(entry)
  if (scheduled) return
  scheduled = true
  setImmediate(flush)
}

function flush(): void {
  scheduled = false
  while (waiting.length > 0 && inFlight < MOST_IN_FLIGHT) {
    const batch = waiting.slice(0, MOST_IN_BATCH)
    waiting = waiting.slice(MOST_IN_BATCH)
    inFlight++
    void commit(batch)
  }
}

async function commit(batch: readonly Waiting[]): Promise<void> {
  const texts = [batch.map(({ type }) => type), batch.map(({ body }) => body), batch.map(({ key }) => key)]
  const values = [uuidArray(batch.map(({ id }) => id)), ...texts.map((column) => textArray(column))]
  const failure = await pool.query({ name: 'store', text: STORE, values }).then(
    () => null,
    (error: unknown) => error,
  )
  for (const { done } of batch) done(failure)
  inFlight--
  flush()
}

function typeOf(event: unknown): string {
  return typeof event === 'object' && event !== null && 'eventType' in event ? String(event.eventType) : 'none'
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString('utf8')
    const named = (name: string) => String(request.headers[`webhook-${name}`])
    const headers = Object.fromEntries(['id', 'timestamp', 'signature'].map((name) => [`webhook-${name}`, named(name)]))
    try {
      const id = newUuid()
      const done = (error: unknown) => response.writeHead(error === null ? 202 : 500).end(`{"id":"${id}"}`)
      submit({ id, type: typeOf(verifier.verify(body, headers)), body, key: named('id'), done })
    } catch {
      response.writeHead(401).end()
    }
  })
})
server.keepAliveTimeout = 120_000
server.listen(Number(process.env.PORT), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
