import type { ConsumerSnapshot } from './consumer-snapshot.ts'

/** Consumers of one event type (or of all types). */
class Bucket {
  readonly untagged: number[] = []
  readonly byTag = new Map<string, number[]>()

  add(consumer: ConsumerSnapshot): void {
    if (consumer.tags === null) {
      this.untagged.push(consumer.key)
      return
    }
    for (const tag of consumer.tags) {
      const listed = this.byTag.get(tag)
      if (listed === undefined) this.byTag.set(tag, [consumer.key])
      else listed.push(consumer.key)
    }
  }

  collect(tags: readonly string[], into: Set<number>): void {
    for (const key of this.untagged) into.add(key)
    if (this.byTag.size === 0) return
    for (const tag of tags) for (const key of this.byTag.get(tag) ?? []) into.add(key)
  }
}

/**
 * Which consumers of an instance get a message: those of its event type (or of all) that share a tag with it (or have
 * none). Indexed, so that the cost follows the consumers that match and not the 10,000 that there may be. Its SQL twin
 * is `domain/messages/fan-out-match.ts`.
 */
export class FanOutIndex {
  readonly usesTags: boolean
  readonly #anyType = new Bucket()
  readonly #byType = new Map<string, Bucket>()

  constructor(consumers: Iterable<ConsumerSnapshot>) {
    let usesTags = false
    for (const consumer of consumers) {
      if (consumer.disabled) continue
      usesTags ||= consumer.tags !== null
      if (consumer.eventTypes === null) this.#anyType.add(consumer)
      else for (const type of consumer.eventTypes) this.#bucket(type).add(consumer)
    }
    this.usesTags = usesTags
  }

  /** Keys of the enabled consumers that take a message, sorted. */
  match(eventType: string, tags: readonly string[]): number[] {
    const found = new Set<number>()
    this.#anyType.collect(tags, found)
    this.#byType.get(eventType)?.collect(tags, found)
    return [...found].sort((a, b) => a - b)
  }

  #bucket(type: string): Bucket {
    let bucket = this.#byType.get(type)
    if (bucket === undefined) {
      bucket = new Bucket()
      this.#byType.set(type, bucket)
    }
    return bucket
  }
}
