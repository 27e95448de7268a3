import { type ChildProcess, spawn } from 'node:child_process'
import { findFreePort } from '#scripts/ports.ts'
import { WORKER_FLAGS } from '#scripts/v8-flags.ts'

export const WORKER_TOKEN = 'a-root-token-for-tests-of-at-least-32-characters'

/** A worker process of its own, against a given database and without web. */
export interface RunningWorker {
  readonly origin: string
  readonly process: ChildProcess
  /** The last of what it logged. */
  printed(): string
  /** Ends it without a chance to tidy up, as the kernel does when memory runs out. */
  kill(): Promise<void>
  /** Asks it to finish, as a deployment does; resolves to its exit code. */
  stop(): Promise<number | null>
}

export async function startWorker(databaseUrl: string, env: Record<string, string> = {}): Promise<RunningWorker> {
  const port = await findFreePort()
  const child = spawn(process.execPath, [...WORKER_FLAGS, '--import', 'tsx', 'lib/worker/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      POSTHORN_API_TOKEN: WORKER_TOKEN,
      POSTHORN_EMBEDDED: '1',
      POSTHORN_LOG_LEVEL: 'info',
      ...env,
    },
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let printed = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-1_000_000)
  })
  await untilPrinted(child, 'worker ready')
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return exited
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    process: child,
    printed: () => printed,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  }
}

function untilPrinted(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-20_000)
      if (printed.includes(text)) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}: ${printed.slice(-2_000)}`)))
  })
}
