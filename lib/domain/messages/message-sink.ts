import type { NewMessage, Uuid } from '#lib/engine/index.ts'
import type { StoredConfig } from '../sources/source-config.ts'

/**
 * An accepted event before fan-out. Its body is the exact text that consumers get.
 * The sink mints the id (database time), looks up the stored company's tags and matches the consumers.
 */
export interface IncomingMessage extends Omit<NewMessage, 'id' | 'tags' | 'tagOrigins'> {
  readonly instanceId: Uuid
  /** Tags given on create (`channels`): origin 0. */
  readonly givenTags: readonly string[]
  /** `key:value` tags of the company as the body tells them: origin 1. A stored tag of the same key is left out. */
  readonly payloadTags: readonly string[]
  /** Made by `dedupe-key.ts`; a second message of the instance with it is a duplicate. Null: never one. */
  readonly dedupeKey: string | null
  /** Send to this consumer (its small key) only, whatever it listens to (tests), or null. */
  readonly onlyConsumer: number | null
  /** The instance's configuration that it was verified with: in another, the sink throws `SourceChanged`. */
  readonly configVersion?: number | undefined
}

/** A webhook was verified by a source that has changed since. Nothing was stored: read the source and verify again. */
export class SourceChanged extends Error {}

export type Acceptance =
  | { readonly kind: 'stored'; readonly messageId: Uuid }
  | { readonly kind: 'duplicate'; readonly messageId: Uuid }

/**
 * Where an accepted message becomes durable: the worker's group commit, or one SQL statement in web.
 * Resolves after commit. Both sinks pass one contract suite.
 */
export interface MessageSink {
  accept(message: IncomingMessage): Promise<Acceptance>
}

/** What an event told about the world besides itself; written in batches, after its commit. */
export interface Discovery {
  readonly instanceId: Uuid
  readonly eventType: string
  readonly company: { readonly id: string; readonly name: string; readonly tags: readonly string[] } | null
}

/** Takes what an accepted event mentioned. Never waits and never fails: losing one is harmless. */
export interface DiscoverySink {
  note(discovery: Discovery): void
}

export interface InstanceRef {
  readonly id: Uuid
  readonly key: number
  readonly uid: string | null
  /** Event types that no new message may have; left out where any may come. */
  readonly archivedTypes?: ReadonlySet<string>
}

/** The look-ups of the two hot paths: from memory in the worker (then at once), from the database in web. */
export interface IngestDirectory {
  /** By `app_…` id or uid. */
  instance(idOrUid: string): InstanceRef | null | Promise<InstanceRef | null>
  /** By the SHA-256 of the token; a token that was rotated away counts until its overlap ends. */
  source(tokenHash: Buffer): SourceRef | null | Promise<SourceRef | null>
  /** Whether a source is no longer as it was read; it is read anew then. Left out where every request reads it anew. */
  hasChanged?(source: SourceRef): Promise<boolean>
}

export interface SourceRef {
  readonly id: Uuid
  readonly instanceId: Uuid
  readonly instanceKey: number
  readonly scheme: string
  /** The scheme's secrets and settings, decrypted; null where no known key opens them. */
  readonly config: StoredConfig | null
  /** `body:eventType` or `header:x-github-event`. */
  readonly eventTypePath: string
  readonly inbox: boolean
  readonly disabled: boolean
  /** The instance's configuration that it is of; left out where every request reads it anew. */
  readonly configVersion?: number | undefined
}
