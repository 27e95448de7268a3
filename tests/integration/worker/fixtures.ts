import type pg from 'pg'
import { newUuid } from '#lib/domain/ids.ts'
import { sealConfig } from '#lib/domain/sources/source-config.ts'
import { hashSourceToken } from '#lib/domain/sources/source-token.ts'
import { secretBox } from '#lib/encryption.ts'
import { burstOf, type Clock, type NewMessage, type Publication } from '#lib/engine/index.ts'

/** Real time; database and process share a machine in tests. */
export const systemClock: Clock = {
  monotonic: () => performance.now(),
  database: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

export interface InsertedInstance {
  readonly id: string
  readonly key: number
}

export async function insertInstance(pool: pg.Pool | pg.PoolClient, name = 'Test'): Promise<InsertedInstance> {
  const id = newUuid()
  const { rows } = await pool.query<{ key: number }>(
    `insert into instance (id, name, retry_schedule) values ($1, $2, '{}') returning key`,
    [id, name],
  )
  return { id, key: rows[0]?.key ?? 0 }
}

export interface ConsumerOptions {
  readonly url?: string
  readonly rate?: number | null
  readonly eventTypes?: readonly string[]
  readonly tags?: readonly string[]
  readonly disabled?: boolean
}

/** A consumer with its lane and a signing secret; bumps the instance's configuration version, as the verbs do. */
export async function insertConsumer(
  pool: pg.Pool | pg.PoolClient,
  instance: InsertedInstance,
  options: ConsumerOptions = {},
): Promise<number> {
  const { url = 'http://127.0.0.1:9/', rate = null, eventTypes = [], tags = [], disabled = false } = options
  const id = newUuid()
  const { rows } = await pool.query<{ key: number }>(
    `insert into consumer (id, instance_id, url, event_types, tags, rate, disabled) values ($1, $2, $3, $4, $5, $6, $7) returning key`,
    [id, instance.id, url, eventTypes, tags, rate, disabled],
  )
  const key = rows[0]?.key ?? 0
  const burst = rate === null ? null : burstOf(rate)
  await pool.query(
    'insert into lane (consumer, instance, rate, burst, tokens) values ($1, $2, $3, $4, coalesce($4::float8, 0))',
    [key, instance.key, rate, burst],
  )
  if (process.env.POSTHORN_SECRET !== undefined) {
    const secret = secretBox().seal(`whsec_${Buffer.alloc(24, key).toString('base64')}`)
    await pool.query('insert into consumer_secret (id, consumer_id, secret) values ($1, $2, $3)', [
      newUuid(),
      id,
      secret,
    ])
  }
  await pool.query('update instance set config_version = config_version + 1 where key = $1', [instance.key])
  return key
}

/** A source with a verification scheme. Returns the secret part of its address. */
export async function insertSource(
  pool: pg.Pool,
  instance: InsertedInstance,
  { scheme = 'none', secret }: { readonly scheme?: string; readonly secret?: string } = {},
): Promise<string> {
  const id = newUuid()
  const token = `a-source-token-for-tests-${id}`
  const secrets = secret === undefined ? [] : [{ value: secret, until: null }]
  await pool.query(
    `insert into source (id, instance_id, name, token_hash, token, scheme, type, config, event_type_path)
      values ($1, $2, 'Test', $3, $4, $5, 'generic-webhook', $6, 'body:type')`,
    [id, instance.id, hashSourceToken(token), secretBox().seal(token), scheme, sealConfig({ secrets })],
  )
  return token
}

export async function configVersion(pool: pg.Pool, instance: InsertedInstance): Promise<number> {
  const { rows } = await pool.query<{ v: string }>('select config_version as v from instance where key = $1', [
    instance.key,
  ])
  return Number(rows[0]?.v)
}

export function aMessage(instance: InsertedInstance, overrides: Partial<NewMessage> = {}): NewMessage {
  const body = overrides.body ?? '{"hello":"world"}'
  return {
    id: newUuid(),
    instanceKey: instance.key,
    eventType: 'invoice.paid',
    tags: [],
    tagOrigins: [],
    labels: [],
    company: null,
    sourceId: null,
    eventId: null,
    body,
    size: Buffer.byteLength(body),
    flags: 0,
    deliverAt: null,
    expungeAt: null,
    hop: 0,
    ...overrides,
  }
}

export function aPublication(
  message: NewMessage,
  consumers: readonly number[],
  configVersion: number,
  overrides: Partial<Publication> = {},
): Publication {
  return { message, consumers, configVersion, dedupeKey: null, trigger: 'scheduled', ...overrides }
}

/** A claim with room for everything that these tests let wait. */
export const CLAIM_ALL = {
  lanes: 500,
  perLane: 100,
  perLimitedLane: 100,
  limits: new Map(),
  bytes: 8_388_608,
  except: [],
}

/** So many consumers of an instance of their own, and the version of its configuration. */
export async function insertConsumers(pool: pg.Pool, many = 1, options: ConsumerOptions = {}) {
  const instance = await insertInstance(pool)
  const keys: number[] = []
  for (let made = 0; made < many; made++) keys.push(await insertConsumer(pool, instance, options))
  return { instance, keys, version: await configVersion(pool, instance) }
}
