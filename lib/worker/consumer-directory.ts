import type pg from 'pg'
import type { Logger } from 'pino'
import { parseId } from '#lib/domain/ids.ts'
import type { IngestDirectory, InstanceRef, SourceRef } from '#lib/domain/messages/message-sink.ts'
import { openConfig } from '#lib/domain/sources/source-config.ts'
import type { ConsumerDirectory as DeliveryDirectory } from '#lib/engine/index.ts'
import { ConsumerSnapshot, type InstanceSettings } from './consumer-snapshot.ts'
import { FanOutIndex } from './fan-out-index.ts'
import {
  type Configuration,
  type InstanceRow,
  readConfiguration,
  readVersions,
  type SourceRow,
} from './read-configuration.ts'
import { SharedTurns } from './shared-turns.ts'

/** One instance in memory; replaced as a whole when anything in it changes. */
export interface DirectoryInstance extends InstanceRef {
  readonly configVersion: number
  readonly consumers: ReadonlyMap<number, ConsumerSnapshot>
  /** Of ordinary consumers, and of those that take Posthorn's own events. */
  readonly fanOut: FanOutIndex
  readonly operationalFanOut: FanOutIndex
  readonly sourceHashes: readonly string[]
}

export interface ConsumerDirectoryOptions {
  /** With Postgres's own planner settings. */
  readonly pool: pg.Pool
  readonly log: Logger
  /** Epoch ms in database time: a source's old address answers until then. */
  readonly now: () => number
  /** Seconds before each attempt where neither instance nor event type says otherwise. */
  readonly retrySchedule: readonly number[]
  /** Called with each consumer whose snapshot was replaced or removed. */
  readonly onChange?: (consumerKey: number) => void
}

interface CachedSource {
  readonly ref: SourceRef
  /** Epoch ms; null: for good. */
  readonly until: number | null
}

/** All instances, consumers and sources in memory, refreshed when the database says that one changed. */
export class ConsumerDirectory implements DeliveryDirectory, IngestDirectory {
  readonly #options: ConsumerDirectoryOptions
  readonly #instances = new Map<number, DirectoryInstance>()
  readonly #consumers = new Map<number, ConsumerSnapshot>()
  readonly #idsAndUids = new Map<string, DirectoryInstance>()
  readonly #sources = new Map<string, CachedSource>()
  readonly #pending = new Set<number>()
  /** By instance; null for everything. */
  readonly #reloads = new SharedTurns<number | null>()
  /** By instance: requests that a stranger signed ask as often as they come. */
  readonly #comparisons = new SharedTurns<number>()

  constructor(options: ConsumerDirectoryOptions) {
    this.#options = options
  }

  get(key: number): ConsumerSnapshot | undefined {
    return this.#consumers.get(key)
  }

  instanceByKey(key: number): DirectoryInstance | undefined {
    return this.#instances.get(key)
  }

  instance(idOrUid: string): InstanceRef | Promise<InstanceRef | null> {
    return this.#find(idOrUid) ?? this.#newInstance(idOrUid)
  }

  source(tokenHash: Buffer): SourceRef | Promise<SourceRef | null> {
    const hash = tokenHash.toString('base64')
    return this.#liveSource(hash) ?? this.#newSource(hash, tokenHash)
  }

  /** One that may have been made a moment ago, by another process. */
  async #newInstance(idOrUid: string): Promise<InstanceRef | null> {
    await this.catchUp()
    return this.#find(idOrUid) ?? null
  }

  async #newSource(hash: string, tokenHash: Buffer): Promise<SourceRef | null> {
    const { rows } = await this.#options.pool.query<{ key: number }>(
      `select i.key from source s join instance i on i.id = s.instance_id
        where s.token_hash = $1 or (s.old_token_hash = $1 and s.old_token_until > now())`,
      [tokenHash],
    )
    const [row] = rows
    if (row === undefined) return null
    await this.reloadInstance(row.key)
    return this.#liveSource(hash)
  }

  /** Reads everything. */
  reload(): Promise<void> {
    return this.#reloads.run(null, () => this.#load(null))
  }

  /** Reads an instance again; one that is gone is forgotten. */
  reloadInstance(key: number): Promise<void> {
    return this.#reloads.run(key, () => this.#load([key]))
  }

  async hasChanged({ instanceKey: key, configVersion }: SourceRef): Promise<boolean> {
    await this.#comparisons.run(key, () => this.#compare([key]))
    return this.#instances.get(key)?.configVersion !== configVersion
  }

  /** Reads again what the database has in another version: what a lost notification would have said. */
  catchUp(): Promise<void> {
    return this.#compare(null)
  }

  async #compare(keys: readonly number[] | null): Promise<void> {
    const versions = await readVersions(this.#options.pool, keys)
    const changed = [...versions].filter(([key, version]) => this.#instances.get(key)?.configVersion !== version)
    const gone = (keys ?? [...this.#instances.keys()]).filter((key) => !versions.has(key))
    const outdated = [...changed.map(([key]) => key), ...gone]
    if (outdated.length > 0) await this.#load(outdated)
  }

  /** A notification: changes that arrive together are read together. */
  noteChange(key: number): void {
    if (this.#pending.size === 0) setImmediate(() => this.#flush())
    this.#pending.add(key)
  }

  #flush(): void {
    const keys = [...this.#pending]
    this.#pending.clear()
    this.#load(keys).catch((error) => this.#options.log.warn({ err: error }, 'configuration could not be read again'))
  }

  #find(idOrUid: string): DirectoryInstance | undefined {
    const id = parseId('instance', idOrUid)
    return this.#idsAndUids.get(id ?? `uid ${idOrUid}`)
  }

  #liveSource(hash: string): SourceRef | null {
    const cached = this.#sources.get(hash)
    if (cached === undefined || (cached.until !== null && cached.until <= this.#options.now())) return null
    return cached.ref
  }

  async #load(keys: readonly number[] | null): Promise<void> {
    const configuration = await readConfiguration(this.#options.pool, keys)
    const read = new Set(configuration.instances.map(({ key }) => key))
    for (const key of keys ?? [...this.#instances.keys()]) if (!read.has(key)) this.#forget(key)
    for (const instance of configuration.instances) this.#replace(instance, configuration)
  }

  #replace(row: InstanceRow, configuration: Configuration): void {
    const known = this.#instances.get(row.key)
    // Two reads can overlap: the older one must not win.
    if (known !== undefined && known.configVersion > Number(row.config_version)) return
    this.#forget(row.key)
    const consumers = this.#snapshots(row, configuration)
    const sources = configuration.sources.filter(({ instance }) => instance === row.key)
    const instance: DirectoryInstance = {
      id: row.id,
      key: row.key,
      uid: row.uid,
      archivedTypes: new Set(row.archived_types),
      configVersion: Number(row.config_version),
      consumers,
      fanOut: new FanOutIndex([...consumers.values()].filter(({ operational }) => !operational)),
      operationalFanOut: new FanOutIndex([...consumers.values()].filter(({ operational }) => operational)),
      sourceHashes: sources.flatMap((source) => this.#keepSource(source, Number(row.config_version))),
    }
    this.#instances.set(row.key, instance)
    this.#idsAndUids.set(row.id, instance)
    if (row.uid !== null) this.#idsAndUids.set(`uid ${row.uid}`, instance)
    for (const consumer of consumers.values()) this.#consumers.set(consumer.key, consumer)
    const touched = new Set([...(known?.consumers.keys() ?? []), ...consumers.keys()])
    for (const key of touched) this.#options.onChange?.(key)
  }

  #snapshots(row: InstanceRow, { consumers, eventTypes }: Configuration): Map<number, ConsumerSnapshot> {
    const own = row.retry_schedule ?? []
    const settings: InstanceSettings = {
      instance: row,
      schedule: own.length > 0 ? own : this.#options.retrySchedule,
      schedules: new Map(
        eventTypes.filter(({ instance }) => instance === row.key).map((type) => [type.name, type.retry_schedule]),
      ),
    }
    const mine = consumers.filter(({ instance }) => instance === row.key)
    return new Map(mine.map((consumer) => [consumer.key, new ConsumerSnapshot(consumer, settings)]))
  }

  #forget(key: number): void {
    const known = this.#instances.get(key)
    if (known === undefined) return
    this.#instances.delete(key)
    this.#idsAndUids.delete(known.id)
    if (known.uid !== null) this.#idsAndUids.delete(`uid ${known.uid}`)
    for (const consumer of known.consumers.keys()) this.#consumers.delete(consumer)
    for (const hash of known.sourceHashes) this.#sources.delete(hash)
  }

  #keepSource(row: SourceRow, configVersion: number): string[] {
    const ref: SourceRef = {
      id: row.id,
      instanceId: row.instance_id,
      instanceKey: row.instance,
      scheme: row.scheme,
      config: openConfig(row.config),
      eventTypePath: row.event_type_path,
      inbox: row.inbox,
      disabled: row.disabled,
      configVersion,
    }
    const hash = row.token_hash.toString('base64')
    this.#sources.set(hash, { ref, until: null })
    if (row.old_token_hash === null) return [hash]
    const old = row.old_token_hash.toString('base64')
    this.#sources.set(old, { ref, until: row.old_token_until?.getTime() ?? 0 })
    return [hash, old]
  }
}
