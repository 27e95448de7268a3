import { randomInt } from 'node:crypto'
import net from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * A TCP port on 127.0.0.1 that nothing listens on right now. Below the ports that operating systems hand out
 * by themselves (from 32768, Linux; 49152, others), so it can still be bound a minute later, and above the last
 * one that browsers refuse (10080).
 */
export async function findFreePort(): Promise<number> {
  for (let tries = 1; ; tries++) {
    try {
      return await listenOnce(randomInt(11_000, 32_768), '127.0.0.1')
    } catch (error) {
      if (tries === 20) throw error
    }
  }
}

/** Resolves when `port` can be bound; waits 3 s for a predecessor to let go. @throws with a sentence */
export async function untilPortIsFree(port: number, host: string): Promise<void> {
  const deadline = performance.now() + 3_000
  for (;;) {
    try {
      await listenOnce(port, host)
      return
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code !== 'EADDRINUSE')
        throw new Error(`Cannot listen on ${host}:${port} (${code ?? error}): check HOST and PORT.`)
      if (performance.now() > deadline) throw new Error(`Port ${port} on ${host} is in use: set PORT to another.`)
      await delay(50)
    }
  }
}

function listenOnce(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(port, host, () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
