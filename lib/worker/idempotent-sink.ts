import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Actor } from '#lib/domain/context.ts'
import { DomainError } from '#lib/domain/errors.ts'
import type { IncomingMessage, MessageSink } from '#lib/domain/messages/message-sink.ts'
import type { IngestSink } from './ingest-sink.ts'

const LONGEST_KEY = 256

/** The stored message that a key stands for, with what a request determines of it. */
const FIND_ORIGINAL = `select d.message_id as id, m.event_type, m.body, m.event_id, m.labels,
    (extract(epoch from m.deliver_at) * 1000)::float8 as deliver_at,
    array(select tag from unnest(m.tags, m.tag_origins) as t(tag, origin) where origin = 0) as given_tags
  from dedupe d left join message m on m.id = d.message_id
  where d.instance = $1 and d.key = $2 and d.day >= (now() at time zone 'UTC')::date - 1
    and d.message_id >= hot.uuid_floor(now() - interval '12 hours')
  order by d.day desc limit 1`

interface OriginalRow {
  readonly id: string
  readonly event_type: string | null
  readonly body: string | null
  readonly event_id: string | null
  readonly labels: string[] | null
  readonly deliver_at: number | null
  readonly given_tags: string[]
}

/** What a caller's `Idempotency-Key` is kept as: callers do not meet each other's. @throws DomainError `bad_request` */
export function idempotencyKeyOf(actor: Actor, key: string): string {
  if (key.length > LONGEST_KEY) throw new DomainError('bad_request', 'An Idempotency-Key has at most 256 characters.')
  const hash = createHash('sha256')
    .update(`${actor.kind}:${actor.id ?? ''}:${key}`)
    .digest('base64url')
  return `i:${hash}`
}

/**
 * A sink for one request with an `Idempotency-Key`: a repetition is answered with the message of the first. The key is
 * stored in the message's own transaction, so it costs no round trip. @param key from `idempotencyKeyOf`
 */
export function idempotentSink(sink: Pick<IngestSink, 'acceptOnce'>, pool: pg.Pool, key: string): MessageSink {
  return {
    async accept(incoming) {
      const acceptance = await sink.acceptOnce(incoming, key)
      if (acceptance.kind === 'stored') return acceptance
      const { rows } = await pool.query<OriginalRow>(FIND_ORIGINAL, [incoming.instanceKey, key])
      const [original] = rows
      if (original === undefined) return acceptance
      if (!isSameRequest(original, incoming))
        throw new DomainError('conflict', 'This Idempotency-Key was used with another request before.')
      return { kind: 'stored', messageId: original.id }
    },
  }
}

/** Compares with what was stored instead of keeping a hash; of an expunged message only the rest is known. */
function isSameRequest(original: OriginalRow, incoming: IncomingMessage): boolean {
  if (original.event_type === null) return true
  return (
    original.event_type === incoming.eventType &&
    (original.body === null || original.body === incoming.body) &&
    original.event_id === incoming.eventId &&
    (original.labels ?? []).join('\0') === incoming.labels.join('\0') &&
    original.deliver_at === incoming.deliverAt &&
    original.given_tags.join('\0') === incoming.givenTags.join('\0')
  )
}
