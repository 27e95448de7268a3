import { setTimeout as delay } from 'node:timers/promises'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

/** The embedded Postgres, kept alive: when it dies it comes back on the same port with the same password. */
export async function superviseEmbeddedPostgres(
  dir: string,
  { durable, log }: { durable: boolean; log: (line: string) => void },
): Promise<{ url: string; stop: () => Promise<void> }> {
  let server = await startEmbeddedPostgres({ dir, durable, log })
  const { url, port } = server
  log(`Postgres runs (pid ${server.pid})`)
  let isStopping = false

  const startAgain = async (): Promise<EmbeddedPostgres | undefined> => {
    // Sessions of a killed server need a moment to notice; until then the new one refuses the shared memory.
    for (let wait = 250; !isStopping; wait = Math.min(wait * 2, 5_000)) {
      try {
        return await startEmbeddedPostgres({ dir, port, durable, log })
      } catch (error) {
        log(`Postgres does not come back yet: ${error instanceof Error ? error.message : error}`)
        await delay(wait)
      }
    }
    return undefined
  }
  const keepRunning = async () => {
    for (;;) {
      await server.exited
      if (isStopping) return
      log('Postgres ended; starting it again')
      const next = await startAgain()
      if (!next) return
      server = next
      log(`Postgres runs (pid ${server.pid})`)
    }
  }
  const ended = keepRunning()
  const stop = async () => {
    isStopping = true
    await server.stop()
    await ended
    await server.stop() // It may have come back in between.
  }
  return { url, stop }
}
