import type { Logger } from 'pino'
import { prisma } from '#lib/db/client.ts'
import { createHotPool, createPlainPool } from '#lib/db/pg-pool.ts'
import { formatId, newUuid } from '#lib/domain/ids.ts'
import { raiseAttemptEvents } from '#lib/domain/operational-events/raise-attempt-events.ts'
import { createDispatcher, type Dispatcher, type DispatcherOptions, TransformSandbox } from '#lib/engine/index.ts'
import type { Env } from '#lib/env.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { AttemptEvents } from './attempt-events.ts'
import { ConsumerDirectory } from './consumer-directory.ts'
import { ConsumerHealth } from './consumer-health.ts'
import { createSender } from './create-sender.ts'
import { DatabaseClock } from './database-clock.ts'
import { leaseOf } from './lease-of.ts'
import { PostgresDeliveryStore } from './postgres-delivery-store.ts'

/** The engine on Postgres, with what it is made of. */
export interface Delivery {
  readonly databaseUrl: string
  readonly version: string
  /** For hot statements, and with Postgres's own planner settings. */
  readonly hot: ReturnType<typeof createHotPool>
  readonly plain: ReturnType<typeof createPlainPool>
  readonly clock: DatabaseClock
  readonly store: PostgresDeliveryStore
  readonly directory: ConsumerDirectory
  readonly dispatcher: Dispatcher
  readonly health: ConsumerHealth
  /** Stores what settlements mean for consumers and operational endpoints, as far as it was not yet. */
  flush(): Promise<void>
  /** After the dispatcher has stopped and nothing asks the pools any more. */
  close(): Promise<void>
}

/** Statements of a hundred settlements cost half as much a row as those of thirty, and nobody waits for them. */
const SETTLEMENTS_GATHER_MS = 20

export interface DeliveryOptions extends Pick<DispatcherOptions, 'onSettled' | 'maxSockets'> {
  readonly env: Env
  readonly log: Logger
  readonly hotConnections: number
  readonly plainConnections: number
  readonly onError?: DispatcherOptions['onError']
  /** Stands between the dispatcher and the store. */
  readonly wrap?: (store: PostgresDeliveryStore) => DispatcherOptions['store']
}

/**
 * Puts the engine together over Postgres; nothing runs before `dispatcher.start()`. @throws when there is no database
 * URL
 */
export function createDelivery({ env, log, ...options }: DeliveryOptions): Delivery {
  const databaseUrl = env.DATABASE_DIRECT_URL ?? env.DATABASE_URL
  if (databaseUrl === undefined)
    throw new Error('DATABASE_URL is not set: run "npm start", or point it at a PostgreSQL 15 or newer.')
  const hot = createHotPool(databaseUrl, options.hotConnections)
  const plain = createPlainPool(databaseUrl, options.plainConnections)
  const clock = new DatabaseClock(plain)
  const sender = createSender(env)
  const sandbox = new TransformSandbox()
  const store = new PostgresDeliveryStore({
    ...leaseOf(env.POSTHORN_REQUEST_TIMEOUT_MS),
    pool: hot,
    clock,
    dedupeDays: env.POSTHORN_RETENTION_DAYS,
  })
  const directory = new ConsumerDirectory({
    pool: plain,
    log,
    now: () => clock.database(),
    retrySchedule: env.POSTHORN_RETRY_SCHEDULE,
    onChange: (key) => sender.forget(key),
  })
  const health = new ConsumerHealth(plain, log)
  const attemptEvents = new AttemptEvents({ raise: (turns) => raiseAttemptEvents(prisma(), turns), log })
  const { version } = packageJson
  const dispatcher = createDispatcher({
    store: options.wrap?.(store) ?? store,
    directory,
    clock,
    sender,
    sandbox,
    version,
    newAttemptId: (at) => newUuid(Math.floor(at)),
    formatMessageId: (id) => formatId('message', id),
    random: Math.random,
    timeoutMs: env.POSTHORN_REQUEST_TIMEOUT_MS,
    maxSockets: options.maxSockets,
    gatherMs: SETTLEMENTS_GATHER_MS,
    onError: (error, during) => {
      options.onError?.(error, during)
      log.warn({ err: error, during }, 'the dispatcher met an error and goes on')
    },
    onSettled: (settlement) => {
      health.note(settlement)
      attemptEvents.note(settlement)
      options.onSettled?.(settlement)
    },
  })
  return {
    ...{ databaseUrl, version, hot, plain, clock, store, directory, dispatcher, health },
    async flush() {
      await Promise.all([health.flush(), attemptEvents.flush()])
    },
    async close() {
      await Promise.all([sender.close(), sandbox.close()])
      await Promise.all([hot.end(), plain.end()])
    },
  }
}
