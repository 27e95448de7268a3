import type pg from 'pg'
import { SEALED_COLUMNS, sealedKeyId } from '#lib/domain/system/sealed-columns.ts'
import type { SecretBox } from '#lib/encryption.ts'

/** Values changed in one statement. */
const CHUNK = 200

export interface Resealed {
  /** Values that are encrypted with the newest key now. */
  readonly done: number
  /** Values that no known key opens: they stay as they are. */
  readonly unreadable: number
}

interface SealedRow {
  readonly id: string
  readonly sealed: Buffer
}

/**
 * Encrypts again, with the newest key, what older ones made, so that those can be dropped. A value that somebody changes
 * meanwhile keeps the change.
 *
 * @param most values to look at before the next round has to go on
 */
export async function resealSecrets(client: pg.Pool | pg.PoolClient, box: SecretBox, most: number): Promise<Resealed> {
  let done = 0
  let unreadable = 0
  for (const place of SEALED_COLUMNS) {
    let after = '00000000-0000-0000-0000-000000000000'
    while (done + unreadable < most) {
      const stale = await findStale(client, place, box, after, Math.min(CHUNK, most - done - unreadable))
      const last = stale.at(-1)
      if (last === undefined) break
      after = last.id
      const readable = stale.flatMap((row) => reseal(box, row))
      unreadable += stale.length - readable.length
      done += await write(client, place, readable)
    }
  }
  return { done, unreadable }
}

type Place = (typeof SEALED_COLUMNS)[number]

async function findStale(
  client: pg.Pool | pg.PoolClient,
  { table, column }: Place,
  box: SecretBox,
  after: string,
  limit: number,
): Promise<SealedRow[]> {
  const { rows } = await client.query<SealedRow>(
    `select id, ${column} as sealed from ${table} where id > $1 and ${sealedKeyId(column)} <> $2 order by id limit $3`,
    [after, box.keyId, limit],
  )
  return rows
}

function reseal(box: SecretBox, { id, sealed }: SealedRow) {
  try {
    return [{ id, old: sealed, fresh: box.seal(box.open(sealed)) }]
  } catch {
    return []
  }
}

async function write(
  client: pg.Pool | pg.PoolClient,
  { table, column }: Place,
  rows: readonly { readonly id: string; readonly old: Buffer; readonly fresh: Buffer }[],
): Promise<number> {
  if (rows.length === 0) return 0
  const { rowCount } = await client.query(
    `update ${table} t set ${column} = n.fresh from unnest($1::uuid[], $2::bytea[], $3::bytea[]) n(id, old, fresh)
     where t.id = n.id and t.${column} = n.old`,
    [rows.map(({ id }) => id), rows.map(({ old }) => old), rows.map(({ fresh }) => fresh)],
  )
  return rowCount ?? 0
}
