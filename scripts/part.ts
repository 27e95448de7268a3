import { spawn } from 'node:child_process'
import { parseEnv } from '#lib/env.ts'
import { prepareClient, prepareWeb } from './prepare-build.ts'
import { WEB_FLAGS, WORKER_FLAGS } from './v8-flags.ts'

/** `npm run web` and `npm run worker`: one part alone, against the database in DATABASE_URL. */
async function main(name: string | undefined) {
  const env = parseEnv(process.env)
  if (!env.DATABASE_URL || !env.POSTHORN_SECRET) throw new Error('Set DATABASE_URL and POSTHORN_SECRET first.')
  await prepareClient(process.env, console.log)
  if (name === 'web') await prepareWeb(process.env, console.log)
  const args = {
    web: [...WEB_FLAGS, 'node_modules/next/dist/bin/next', 'start', '-H', env.HOST, '-p', String(env.PORT)],
    worker: [...WORKER_FLAGS, '--import', 'tsx', 'lib/worker/main.ts'],
  }
  const chosen = name === 'web' ? args.web : args.worker
  const child = spawn(process.execPath, chosen, { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
    process.on(signal, () => child.kill('SIGTERM'))
  }
  child.once('exit', (code) => process.exit(code ?? 1))
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
