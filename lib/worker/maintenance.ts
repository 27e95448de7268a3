import type pg from 'pg'
import type { Logger } from 'pino'
import { secretBox } from '#lib/encryption.ts'
import { disableFailing } from './maintenance/disable-failing.ts'
import { dropIdempotencyKeys, dropOrphans, dropTaskSelections, expungeBodies } from './maintenance/expire.ts'
import { dropOldRollups, foldRollups } from './maintenance/fold-rollups.ts'
import { noteBacklogs } from './maintenance/note-backlogs.ts'
import { noteFigures } from './maintenance/note-figures.ts'
import { dropExpiredPartitions, ensurePartitions } from './maintenance/partitions.ts'
import { resealSecrets } from './maintenance/reseal-secrets.ts'

const ROUND_MS = 5_000
const RESEALED_A_ROUND = 5_000
const LOCK = `hashtext('posthorn maintenance')`

export interface MaintenanceOptions {
  readonly pool: pg.Pool
  readonly log: Logger
  readonly retentionDays: number
  readonly disableAfterHours: number
}

interface Job {
  readonly name: string
  readonly everyMs: number
  readonly run: (client: pg.PoolClient) => Promise<unknown>
}

/** Housekeeping that one worker at a time does for all: whoever gets the advisory lock takes the round. */
export class Maintenance {
  readonly #options: MaintenanceOptions
  readonly #jobs: readonly Job[]
  readonly #lastRun = new Map<string, number>()
  #timer: NodeJS.Timeout | null = null
  #round: Promise<void> = Promise.resolve()
  #stopped = false
  /** The consumer whose figures were noted last. */
  #noted = 0
  /** Secrets that no known key opened, as last logged. */
  #unreadable = 0

  constructor(options: MaintenanceOptions) {
    const { retentionDays, disableAfterHours, log } = options
    this.#options = options
    this.#jobs = [
      { name: 'fold roll-ups', everyMs: 5_000, run: foldRollups },
      { name: 'note backlogs', everyMs: 10_000, run: noteBacklogs },
      { name: 'note figures', everyMs: 5_000, run: (client) => this.#noteFigures(client) },
      { name: 'expunge bodies', everyMs: 30_000, run: expungeBodies },
      { name: 'drop orphans', everyMs: 60_000, run: dropOrphans },
      {
        name: 'disable failing consumers',
        everyMs: 60_000,
        run: async () => {
          const ids = await disableFailing(disableAfterHours)
          if (ids.length > 0) log.warn({ consumers: ids }, 'consumers were disabled because every attempt failed')
        },
      },
      { name: 'encrypt secrets again', everyMs: 60_000, run: (client) => this.#resealSecrets(client) },
      { name: 'make partitions', everyMs: 600_000, run: ensurePartitions },
      { name: 'drop partitions', everyMs: 600_000, run: (client) => dropExpiredPartitions(client, retentionDays) },
      { name: 'drop old roll-ups', everyMs: 600_000, run: dropOldRollups },
      { name: 'drop idempotency keys', everyMs: 60_000, run: dropIdempotencyKeys },
      { name: 'drop selections of tasks', everyMs: 600_000, run: dropTaskSelections },
    ]
  }

  /** Before anything is accepted: today's partitions have to be there. */
  async preparePartitions(): Promise<void> {
    await ensurePartitions(this.#options.pool)
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#round = this.runDue().catch((error: unknown) =>
        this.#options.log.warn({ err: error }, 'maintenance failed'),
      )
      void this.#round.then(() => {
        if (!this.#stopped) this.start()
      })
    }, ROUND_MS)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    await this.#round
  }

  /** Runs the jobs whose time has come, unless another worker is at it. One that fails does not stop the others. */
  async runDue(): Promise<void> {
    const client = await this.#options.pool.connect()
    let broken: Error | undefined
    try {
      const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${LOCK}) as mine`)
      if (rows[0]?.mine !== true) return
      for (const job of this.#jobs) await this.#run(job, client)
      await client.query(`select pg_advisory_unlock(${LOCK})`)
    } catch (error) {
      broken = error instanceof Error ? error : new Error(String(error))
      throw error
    } finally {
      // A broken connection is closed, and its lock with it.
      client.release(broken)
    }
  }

  async #noteFigures(client: pg.PoolClient): Promise<void> {
    this.#noted = await noteFigures(client, this.#noted)
  }

  async #resealSecrets(client: pg.PoolClient): Promise<void> {
    const { done, unreadable } = await resealSecrets(client, secretBox(), RESEALED_A_ROUND)
    if (done > 0) this.#options.log.info({ values: done }, 'secrets were encrypted again with the newest key')
    if (unreadable > 0 && unreadable !== this.#unreadable)
      this.#options.log.error(
        { values: unreadable },
        'secrets open with no known key: put theirs into POSTHORN_PREVIOUS_SECRETS',
      )
    this.#unreadable = unreadable
  }

  async #run({ name, everyMs, run }: Job, client: pg.PoolClient): Promise<void> {
    const now = performance.now()
    const last = this.#lastRun.get(name)
    if (this.#stopped || (last !== undefined && now - last < everyMs - ROUND_MS / 2)) return
    this.#lastRun.set(name, now)
    try {
      await run(client)
    } catch (error) {
      this.#options.log.warn({ err: error, job: name }, 'a maintenance job failed; it is tried again')
    }
  }
}
