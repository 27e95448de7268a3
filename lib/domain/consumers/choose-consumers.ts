import { prisma } from '#lib/db/client.ts'
import { parseId } from '../ids.ts'
import { isChangedBy } from './action-fields.ts'
import { consumerConditions } from './consumer-conditions.ts'
import type { BulkPreviewInput } from './schemas.ts'

export interface ChosenConsumers {
  readonly matching: number
  /** Keys of those that the action would change, ascending. */
  readonly changing: readonly number[]
  /** Ids and uids that no consumer of the instance has. */
  readonly unresolved: readonly string[]
}

/** The consumers of an instance that a bulk change is about, in one query. */
export async function chooseConsumers(
  { id: instanceId }: { readonly id: string },
  { action, ids, filter = {} }: BulkPreviewInput,
): Promise<ChosenConsumers> {
  const which = ids === undefined ? consumerConditions(filter) : [named(ids)]
  const rows = await prisma().consumer.findMany({
    where: { AND: [{ instanceId, kind: 'consumer', deletedAt: null }, ...which] },
    select: { key: true, id: true, uid: true, disabled: true, paused: true },
    orderBy: { key: 'asc' },
  })
  const known = new Set<string | null>(rows.flatMap(({ id, uid }) => [id, uid]))
  return {
    matching: rows.length,
    changing: rows.filter((row) => isChangedBy(action, row)).map(({ key }) => key),
    unresolved: ids?.filter((text) => !known.has(parseId('consumer', text) ?? text)) ?? [],
  }
}

function named(texts: readonly string[]) {
  const read = texts.map((text) => ({ text, id: parseId('consumer', text) }))
  const ids = read.flatMap(({ id }) => id ?? [])
  const uids = read.flatMap(({ id, text }) => (id === null ? [text] : []))
  return { OR: [{ id: { in: ids } }, { uid: { in: uids } }] }
}
