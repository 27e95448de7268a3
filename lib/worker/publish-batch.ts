import type pg from 'pg'
import { uuidArray } from '#lib/db/binary-array.ts'
import { sqlState } from '#lib/db/pg-pool.ts'
import { isMissingPartition } from '#lib/domain/messages/missing-partition.ts'
import type { LeasedDelivery, Publication, PublishOutcome } from '#lib/engine/index.ts'
import { ensurePartitions } from './maintenance/partitions.ts'
import {
  isLeased,
  keyParameters,
  keysOf,
  laneParameters,
  messageParameters,
  type QueueRow,
  queueRows,
  rowParameters,
} from './publish-parameters.ts'
import { DROP_KEYS, FIND_DUPLICATE, FIND_STORED, PUBLISH, PUBLISH_MORE, PUBLISH_WITH_DEDUPE } from './sql/publish.ts'

interface PublishSettings {
  readonly leaseSeconds: number
  readonly dedupeDays: number
  readonly rowsPerStatement: number
  /** Monotonic ms after which nothing leased here may be started. */
  readonly startBefore: number
  /** Database time, epoch ms. */
  readonly nowMs: number
}

interface PublishedRow {
  readonly lease: string
  readonly stale: string[] | null
  readonly duplicates: string[] | null
  readonly originals: (string | null)[] | null
}

/** A delivery that went straight from publishing to this process, so that its first attempt's number needs no look-up. */
export interface HandedOverDelivery extends LeasedDelivery {
  readonly handedOver: true
}

type HandOver = (consumer: number, size: number) => boolean

/** Stores a batch in one transaction. Ids that an earlier try stored already come back as stored, with nothing leased. */
export async function publishBatch(
  pool: pg.Pool,
  batch: readonly Publication[],
  handOver: HandOver,
  settings: PublishSettings,
): Promise<readonly PublishOutcome[]> {
  const twins = repeatedKeys(batch)
  const unique = twins.size === 0 ? batch : batch.filter((publication) => !twins.has(publication))
  const stored = await storeOrRecall(pool, unique, handOver, settings)
  if (twins.size === 0) return stored
  const outcomes = new Map(unique.map((publication, index) => [publication, stored[index]]))
  return batch.map((publication) => {
    const first = twins.get(publication)
    const outcome = outcomes.get(first ?? publication)
    if (outcome === undefined) throw new Error('a publication has no outcome')
    if (first === undefined || outcome.kind !== 'stored') return outcome
    return { kind: 'duplicate', messageId: first.message.id }
  })
}

/** Publications whose key stands earlier in the same batch, with that earlier one. */
function repeatedKeys(batch: readonly Publication[]): Map<Publication, Publication> {
  const firsts = new Map<string, Publication>()
  const twins = new Map<Publication, Publication>()
  for (const publication of batch) {
    const keys = keysOf(publication).map((key) => `${publication.message.instanceKey} ${key}`)
    const first = keys.map((key) => firsts.get(key)).find((one) => one !== undefined)
    if (first !== undefined) twins.set(publication, first)
    else for (const key of keys) firsts.set(key, publication)
  }
  return twins
}

async function storeOrRecall(
  pool: pg.Pool,
  batch: readonly Publication[],
  handOver: HandOver,
  settings: PublishSettings,
) {
  try {
    return await store(pool, batch, handOver, settings)
  } catch (error) {
    if (isMissingPartition(error)) await ensurePartitions(pool)
    else if (!isStoredAlready(error)) throw error
  }
  const known = await findStored(pool, batch)
  const rest = batch.filter((publication) => !known.has(publication.message.id))
  const outcomes = rest.length === 0 ? [] : await store(pool, rest, handOver, settings)
  const byPublication = new Map(rest.map((publication, index) => [publication, outcomes[index]]))
  return batch.map((publication): PublishOutcome => byPublication.get(publication) ?? { kind: 'stored', leased: [] })
}

const isStoredAlready = (error: unknown) => sqlState(error) === '23505'

async function findStored(pool: pg.Pool, batch: readonly Publication[]): Promise<Set<string>> {
  const values = [uuidArray(batch.map((publication) => publication.message.id))]
  const { rows } = await pool.query<{ id: string }>({ name: 'find_stored', text: FIND_STORED, values })
  return new Set(rows.map((row) => row.id))
}

async function store(pool: pg.Pool, batch: readonly Publication[], handOver: HandOver, settings: PublishSettings) {
  const rows = queueRows(batch, handOver, settings.nowMs)
  const row =
    rows.length <= settings.rowsPerStatement
      ? await runPublish(pool, batch, rows, settings)
      : await runInParts(pool, batch, rows, settings)
  return outcomesOf(pool, batch, rows, row, settings)
}

async function runPublish(
  client: pg.Pool | pg.PoolClient,
  batch: readonly Publication[],
  rows: readonly QueueRow[],
  settings: PublishSettings,
): Promise<PublishedRow> {
  const withKeys = batch.some((publication) => keysOf(publication).length > 0)
  const values = [
    ...messageParameters(batch),
    ...rowParameters(rows),
    ...laneParameters(rows),
    settings.leaseSeconds,
    ...(withKeys ? keyParameters(batch, settings.dedupeDays) : []),
  ]
  const text = withKeys ? PUBLISH_WITH_DEDUPE : PUBLISH
  const result = await client.query<PublishedRow>({ name: withKeys ? 'publish_dedupe' : 'publish', text, values })
  const [row] = result.rows
  if (row === undefined) throw new Error('publishing returned nothing')
  return row
}

/**
 * A message to tens of thousands of consumers: in one transaction, but not in one statement. It becomes visible with the
 * last part; the first says which messages are refused.
 */
async function runInParts(
  pool: pg.Pool,
  batch: readonly Publication[],
  rows: readonly QueueRow[],
  settings: PublishSettings,
) {
  const { rowsPerStatement, leaseSeconds } = settings
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const row = await runPublish(client, batch, rows.slice(0, rowsPerStatement), settings)
    const refused = new Set([...(row.stale ?? []), ...(row.duplicates ?? [])].map(Number))
    const accepted = rows.slice(rowsPerStatement).filter(({ ord }) => !refused.has(ord))
    for (let at = 0; at < accepted.length; at += rowsPerStatement) {
      const part = accepted.slice(at, at + rowsPerStatement)
      const [, ...values] = rowParameters(part)
      await client.query({
        name: 'publish_more',
        text: PUBLISH_MORE,
        values: [...values, ...laneParameters(part), leaseSeconds],
      })
    }
    await client.query('commit')
    return row
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error))
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release(sqlState(broken) === null ? broken : undefined)
  }
}

async function outcomesOf(
  pool: pg.Pool,
  batch: readonly Publication[],
  rows: readonly QueueRow[],
  row: PublishedRow,
  settings: PublishSettings,
): Promise<PublishOutcome[]> {
  const lease = Number(row.lease)
  const stored = batch.map(() => [] as HandedOverDelivery[])
  const outcomes = stored.map((leased): PublishOutcome => ({ kind: 'stored', leased }))
  for (const queued of rows) {
    if (isLeased(queued)) stored[queued.ord - 1]?.push(handedOver(queued, batch[queued.ord - 1], lease, settings))
  }
  for (const ord of row.stale ?? []) outcomes[Number(ord) - 1] = { kind: 'stale' }
  for (const [index, ord] of (row.duplicates ?? []).entries()) {
    const publication = batch[Number(ord) - 1]
    if (publication === undefined) continue
    const messageId = row.originals?.[index] ?? (await findWinner(pool, publication, settings.dedupeDays))
    const own = messageId === publication.message.id
    outcomes[Number(ord) - 1] = own ? { kind: 'stored', leased: [] } : { kind: 'duplicate', messageId }
  }
  return outcomes
}

function handedOver(
  { message, consumer }: QueueRow,
  publication: Publication | undefined,
  lease: number,
  { startBefore }: PublishSettings,
): HandedOverDelivery {
  // One literal: spreading objects here cost as much as signing.
  return {
    messageId: message.id,
    consumerKey: consumer,
    instanceKey: message.instanceKey,
    lease,
    startBefore,
    step: 0,
    trigger: publication?.trigger ?? 'scheduled',
    resumeAt: null,
    eventType: message.eventType,
    tags: message.tags,
    body: message.body,
    size: message.size,
    hop: message.hop,
    handedOver: true,
  }
}

/** The message that took one of the keys while ours waited for it. A second key that ours got is given back. */
async function findWinner(pool: pg.Pool, publication: Publication, dedupeDays: number): Promise<string> {
  const { id, instanceKey } = publication.message
  const keys = keysOf(publication)
  const found: string[] = []
  for (const key of keys) {
    const values = [instanceKey, key, dedupeDays]
    const { rows } = await pool.query<{ message_id: string }>({ name: 'find_duplicate', text: FIND_DUPLICATE, values })
    for (const row of rows) found.push(row.message_id)
  }
  const winner = found.find((messageId) => messageId !== id)
  if (winner !== undefined) {
    if (found.includes(id)) await pool.query(DROP_KEYS, [instanceKey, keys, id])
    return winner
  }
  const [own] = found
  if (own === undefined) throw new Error('a dedupe key vanished while its message was published')
  return own
}
