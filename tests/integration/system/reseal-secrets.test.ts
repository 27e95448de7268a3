import { describe, expect, test } from 'vitest'
import { newUuid } from '#lib/domain/ids.ts'
import { getSystem } from '#lib/domain/system/get-system.ts'
import { SEALED_COLUMNS } from '#lib/domain/system/sealed-columns.ts'
import { SecretBox, secretBox } from '#lib/encryption.ts'
import { resealSecrets } from '#lib/worker/maintenance/reseal-secrets.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { insertConsumer, insertInstance } from '../worker/fixtures.ts'

const { pool } = await createDatabase()
const OLD = 'an-older-secret-of-at-least-32-characters'
const NEW = process.env.POSTHORN_SECRET ?? ''
const old = new SecretBox([OLD])
const both = new SecretBox([NEW, OLD])

/** Five sealed values for each of three consumers and their sources. */
async function fill() {
  const instance = await insertInstance(pool)
  for (let n = 0; n < 3; n++) {
    const key = await insertConsumer(pool, instance)
    await pool.query('update consumer set headers = $2, tls_key = $3 where key = $1', [
      ...[key, old.seal(`headers ${n}`), old.seal(`key ${n}`)],
    ])
    await pool.query(
      'update consumer_secret set secret = $2 where consumer_id = (select id from consumer where key = $1)',
      [key, old.seal(`secret ${n}`)],
    )
    await pool.query(
      `insert into source (id, instance_id, name, token_hash, token, scheme, type, config, event_type_path)
       values ($1, $2, 'in', $3, $4, 'none', 'none', $5, 'body:type')`,
      [newUuid(), instance.id, Buffer.from(`hash ${n}`), old.seal(`token ${n}`), old.seal(`config ${n}`)],
    )
  }
}

async function opened(box: SecretBox): Promise<string[]> {
  const texts: string[] = []
  for (const { table, column } of SEALED_COLUMNS) {
    const { rows } = await pool.query<{ sealed: Buffer }>(
      `select ${column} as sealed from ${table} where ${column} is not null`,
    )
    texts.push(...rows.map(({ sealed }) => box.open(sealed)))
  }
  return texts.sort()
}

const stale = async () => (await getSystem(rootContext())).staleSecrets

describe('rotating the root secret', () => {
  test('every sealed column is known', async () => {
    const { rows } = await pool.query<{ place: string }>(
      `select table_name || '.' || column_name as place from information_schema.columns
       where table_schema = 'public' and data_type = 'bytea' and column_name not like '%hash' and table_name <> 'idempotency_key'`,
    )
    const known = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`)
    expect(rows.map(({ place }) => place).sort()).toEqual(known.sort())
  })

  test('what an older key encrypted is encrypted again, in bounded rounds, until the old key can go', async () => {
    await fill()
    const before = await opened(both)
    expect(before).toHaveLength(15)
    expect(await stale()).toBe(15)
    expect(await resealSecrets(pool, both, 4)).toEqual({ done: 4, unreadable: 0 })
    expect(await stale()).toBe(11)
    expect(await opened(both)).toEqual(before)
    expect(await resealSecrets(pool, both, 5_000)).toEqual({ done: 11, unreadable: 0 })
    expect(await stale()).toBe(0)
    expect(await opened(secretBox())).toEqual(before)
    expect(await resealSecrets(pool, both, 5_000)).toEqual({ done: 0, unreadable: 0 })
  })

  test('what no known key opens stays as it is and is counted', async () => {
    const lost = new SecretBox(['a-secret-that-nobody-has-any-more-at-all']).seal('lost')
    await pool.query(`update consumer set headers = $1 where id = (select min(id::text)::uuid from consumer)`, [lost])
    expect(await resealSecrets(pool, both, 5_000)).toEqual({ done: 0, unreadable: 1 })
    expect(await stale()).toBe(1)
    const { rows } = await pool.query('select from consumer where headers = $1', [lost])
    expect(rows).toHaveLength(1)
  })
})
