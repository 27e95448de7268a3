import type { Logger } from 'pino'
import type { Discovery, DiscoverySink } from '#lib/domain/messages/message-sink.ts'

const FLUSH_MS = 1_000
const MOST_WAITING = 10_000
const MOST_REMEMBERED = 50_000

export interface DiscoveryBatcherOptions {
  readonly record: (batch: readonly Discovery[]) => Promise<void>
  readonly log: Logger
}

/** Collects what accepted events mentioned and writes it once a second; what was written lately is not written again. */
export class DiscoveryBatcher implements DiscoverySink {
  readonly #options: DiscoveryBatcherOptions
  #waiting = new Map<string, Discovery>()
  readonly #written = new Set<string>()
  #timer: NodeJS.Timeout | null = null

  constructor(options: DiscoveryBatcherOptions) {
    this.#options = options
  }

  note(discovery: Discovery): void {
    const { instanceId, eventType, company } = discovery
    const about = company === null ? '' : JSON.stringify([company.id, company.name, company.tags])
    const key = `${instanceId} ${eventType} ${about}`
    if (this.#written.has(key) || this.#waiting.size >= MOST_WAITING) return
    this.#waiting.set(key, discovery)
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
  }

  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const batch = this.#waiting
    this.#waiting = new Map()
    if (batch.size === 0) return
    // Somebody may have renamed or deleted one since: forgetting everything now and then writes it again.
    if (this.#written.size + batch.size > MOST_REMEMBERED) this.#written.clear()
    for (const key of batch.keys()) this.#written.add(key)
    try {
      await this.#options.record([...batch.values()])
    } catch (error) {
      for (const key of batch.keys()) this.#written.delete(key)
      this.#options.log.warn({ err: error }, 'discovered names could not be stored')
    }
  }
}
