import type pg from 'pg'

export interface InstanceRow {
  readonly id: string
  readonly key: number
  readonly uid: string | null
  readonly rate: number | null
  readonly retry_schedule: number[] | null
  readonly svix_headers: boolean
  readonly config_version: string
  readonly archived_types: string[]
}

export interface ConsumerRow {
  readonly id: string
  readonly key: number
  readonly instance: number
  readonly kind: string
  readonly url: string
  readonly event_types: string[] | null
  readonly tags: string[] | null
  readonly rate: number | null
  readonly disabled: boolean
  readonly paused: boolean
  readonly headers: Buffer | null
  readonly tls_certificate: string | null
  readonly tls_key: Buffer | null
  readonly server_ca: string | null
  readonly transformation: string | null
  readonly transformation_version: number | null
  readonly secrets: Buffer[] | null
  readonly secret_ends: (Date | null)[] | null
}

export interface EventTypeRow {
  readonly instance: number
  readonly name: string
  readonly retry_schedule: number[]
}

export interface SourceRow {
  readonly id: string
  readonly instance: number
  readonly instance_id: string
  readonly token_hash: Buffer
  readonly old_token_hash: Buffer | null
  readonly old_token_until: Date | null
  readonly scheme: string
  readonly config: Buffer
  readonly event_type_path: string
  readonly inbox: boolean
  readonly disabled: boolean
}

/** The configuration of some instances, as one snapshot. */
export interface Configuration {
  readonly instances: readonly InstanceRow[]
  readonly consumers: readonly ConsumerRow[]
  readonly eventTypes: readonly EventTypeRow[]
  readonly sources: readonly SourceRow[]
}

const INSTANCES = `select id, key, uid, rate, retry_schedule, svix_headers, config_version,
    array(select name from event_type where instance_id = instance.id and archived) as archived_types
  from instance
  where $1::int4[] is null or key = any($1)`

const CONSUMERS = `select c.id, c.key, i.key as instance, c.kind, c.url, c.event_types, c.tags, c.rate, c.disabled, c.paused,
    c.headers, c.tls_certificate, c.tls_key, c.server_ca, t.code as transformation, c.transformation_version,
    s.secrets, s.ends as secret_ends
  from instance i join consumer c on c.instance_id = i.id
  left join transformation t
    on c.transformation_enabled and t.consumer_id = c.id and t.version = c.transformation_version
  left join lateral (
    select array_agg(secret order by created_at desc, id desc) as secrets,
      array_agg(expires_at order by created_at desc, id desc) as ends
    from consumer_secret where consumer_id = c.id and (expires_at is null or expires_at > now())
  ) s on true
  where c.deleted_at is null and ($1::int4[] is null or i.key = any($1))`

const EVENT_TYPES = `select i.key as instance, e.name, e.retry_schedule
  from instance i join event_type e on e.instance_id = i.id
  where cardinality(e.retry_schedule) > 0 and ($1::int4[] is null or i.key = any($1))`

const SOURCES = `select s.id, i.key as instance, s.instance_id, s.token_hash, s.old_token_hash, s.old_token_until, s.scheme, s.config,
    s.event_type_path, s.inbox, s.disabled
  from instance i join source s on s.instance_id = i.id
  where $1::int4[] is null or i.key = any($1)`

/** Reads instances by key, all of them for null. One snapshot: the version belongs to exactly these consumers. */
export async function readConfiguration(pool: pg.Pool, keys: readonly number[] | null): Promise<Configuration> {
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    await client.query('begin isolation level repeatable read read only')
    const instances = await client.query<InstanceRow>(INSTANCES, [keys])
    const consumers = await client.query<ConsumerRow>(CONSUMERS, [keys])
    const eventTypes = await client.query<EventTypeRow>(EVENT_TYPES, [keys])
    const sources = await client.query<SourceRow>(SOURCES, [keys])
    await client.query('commit')
    return { instances: instances.rows, consumers: consumers.rows, eventTypes: eventTypes.rows, sources: sources.rows }
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    throw failure
  } finally {
    client.release(failure)
  }
}

/** Versions of instances by key, of all for null: to notice what no notification has told yet. */
export async function readVersions(pool: pg.Pool, keys: readonly number[] | null): Promise<Map<number, number>> {
  const { rows } = await pool.query<{ key: number; v: string }>(
    'select key, config_version as v from instance where $1::int4[] is null or key = any($1)',
    [keys],
  )
  return new Map(rows.map((row) => [row.key, Number(row.v)]))
}
