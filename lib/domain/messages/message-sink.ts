import type { NewMessage } from '#lib/engine/index.ts'

/** An accepted event before fan-out. Its body is the exact text that consumers get. */
export interface IncomingMessage extends Omit<NewMessage, 'tags' | 'tagOrigins'> {
  /** Tags given on create (`channels`); the payload's and the stored company's are in `payloadTags` / looked up by the sink. */
  readonly givenTags: readonly string[]
  readonly payloadTags: readonly string[]
  /** A key that makes a second message with it a duplicate (event id or provider id), or null. */
  readonly dedupeKey: string | null
  /** Send to this consumer only, whatever it listens to (tests), or null. */
  readonly onlyConsumer: number | null
}

export type Acceptance =
  | { readonly kind: 'stored'; readonly messageId: string }
  | { readonly kind: 'duplicate'; readonly messageId: string }

/**
 * Where an accepted message becomes durable: the worker's group commit, or one SQL statement in web.
 * Resolves after commit. Both sinks pass one contract suite.
 */
export interface MessageSink {
  accept(message: IncomingMessage): Promise<Acceptance>
}

export interface InstanceRef {
  readonly id: string
  readonly key: number
  readonly uid: string | null
}

/** The look-ups of the two hot paths: from memory in the worker, from the database in web. */
export interface IngestDirectory {
  instance(idOrUid: string): Promise<InstanceRef | null>
  /** Id of a stored company by the provider's own id is not needed here; tags are merged by the sink. */
  source(tokenHash: Buffer): Promise<SourceRef | null>
}

export interface SourceRef {
  readonly id: string
  readonly instanceId: string
  readonly instanceKey: number
  readonly scheme: string
  /** The scheme's secrets and settings, decrypted. */
  readonly config: Readonly<Record<string, unknown>>
  readonly eventTypePath: string
  readonly inbox: boolean
  readonly disabled: boolean
}
