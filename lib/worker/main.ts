import { env } from '#lib/env.ts'
import { logger } from '#lib/logger.ts'
import { createWorker } from './create-worker.ts'

const DRAINS_WITHIN_MS = 20_000

const log = logger()

function crash(error: unknown): never {
  log.fatal({ err: error }, 'the worker cannot go on')
  process.exit(1)
}

process.on('uncaughtException', crash)
process.on('unhandledRejection', crash)

try {
  const worker = createWorker(env(), log)
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'finishing what is in flight')
    // What hangs longer is cut: its lease ends, and another worker sends it again.
    setTimeout(() => process.exit(0), DRAINS_WITHIN_MS).unref()
    starting.then(() => worker.stop()).then(() => process.exit(0), crash)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  const starting = worker.start()
  log.info({ port: await starting }, 'worker ready')
} catch (error) {
  crash(error)
}
