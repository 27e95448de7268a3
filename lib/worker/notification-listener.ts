import pg from 'pg'
import type { Logger } from 'pino'
import { connectionConfig } from '#lib/db/connection-config.ts'

const RETRY_MS = 500

export interface NotificationListenerOptions {
  /** Never through a transaction pooler: LISTEN belongs to a session. */
  readonly connectionString: string
  readonly log: Logger
  readonly channels: Readonly<Record<string, (payload: string) => void>>
  /** After every connect: what was said while nobody listened has to be asked for. */
  readonly onConnect: () => void
}

/** A connection that listens, and connects again when it breaks. */
export class NotificationListener {
  readonly #options: NotificationListenerOptions
  #client: pg.Client | null = null
  #retry: NodeJS.Timeout | null = null
  #stopped = false

  constructor(options: NotificationListenerOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    const { connectionString, channels, onConnect } = this.#options
    const client = new pg.Client({ ...connectionConfig(connectionString, 1), keepAlive: true })
    client.on('error', (error) => this.#lost(client, error))
    client.on('end', () => this.#lost(client, null))
    client.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''))
    this.#client = client
    await client.connect()
    for (const channel of Object.keys(channels)) await client.query(`listen ${client.escapeIdentifier(channel)}`)
    onConnect()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#retry !== null) clearTimeout(this.#retry)
    await this.#client?.end().catch(() => {})
  }

  #lost(client: pg.Client, error: Error | null): void {
    if (this.#stopped || client !== this.#client || this.#retry !== null) return
    this.#options.log.warn({ err: error }, 'lost the listening connection')
    client.end().catch(() => {})
    this.#retry = setTimeout(() => {
      this.#retry = null
      this.start().catch((reason: unknown) => {
        const current = this.#client
        if (current !== null) this.#lost(current, reason instanceof Error ? reason : new Error(String(reason)))
      })
    }, RETRY_MS)
  }
}
