import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/**
 * The benches. `npm run bench` runs those of `DEFAULT`, one after the other, and ends with the last line of each, which
 * is its result; `npm run bench -- claim latency` runs what is named. Each file says what it measures and which variables
 * make it shorter. Every one has a folder for its temporary files: nothing is left behind, however it ends.
 */
const BENCHES: Readonly<Record<string, { readonly file: string; readonly minutes: number }>> = {
  throughput: { file: 'throughput.ts', minutes: 5 },
  'front-door': { file: 'front-door.ts', minutes: 5 },
  latency: { file: 'latency.ts', minutes: 3 },
  'beside-hanging': { file: 'beside-hanging.ts', minutes: 5 },
  claim: { file: 'claim.ts', minutes: 5 },
  pages: { file: 'page-queries.ts', minutes: 60 },
  'first-delivery': { file: 'first-delivery.ts', minutes: 5 },
  transformations: { file: 'transformations.ts', minutes: 5 },
  'store-cost': { file: 'store-cost.ts', minutes: 10 },
  'engine-memory': { file: 'engine-memory.ts', minutes: 3 },
}
const DEFAULT = ['throughput', 'front-door', 'latency', 'beside-hanging', 'claim', 'pages']

/** The last line a bench printed, or how it failed. */
function run(name: string, file: string, minutes: number): Promise<{ result: string; failed: boolean }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `posthorn-${name}-`))
  fs.chmodSync(folder, 0o755) // The account that Postgres runs as under root must be able to walk in.
  const child = spawn(process.execPath, ['--import', 'tsx', path.join('tests/bench', file)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: folder },
  })
  let last = ''
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk)
    last = `${chunk}`.trim().split('\n').at(-1) || last
  })
  const tooLong = setTimeout(() => child.kill('SIGKILL'), minutes * 60_000)
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(tooLong)
      stopDatabases(folder)
      fs.rmSync(folder, { recursive: true, force: true })
      const why = signal === null ? '' : ` (ended after ${minutes} minutes)`
      resolve({ result: `${last}${why}`, failed: code !== 0 })
    })
  })
}

/** A bench that was killed leaves its Postgres running: it says in its folder which process that is. */
function stopDatabases(folder: string): void {
  for (const name of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (path.basename(name) !== 'postmaster.pid') continue
    const pid = Number(fs.readFileSync(path.join(folder, name), 'utf8').split('\n')[0])
    if (pid > 0) process.kill(pid, 'SIGQUIT')
  }
}

async function main(): Promise<void> {
  const names = process.argv.length > 2 ? process.argv.slice(2) : DEFAULT
  const unknown = names.filter((name) => BENCHES[name] === undefined)
  if (unknown.length > 0)
    throw new Error(`There is no bench "${unknown.join('", "')}": ${Object.keys(BENCHES).join(', ')}`)
  const results: string[] = []
  for (const name of names) {
    const { file = '', minutes = 0 } = BENCHES[name] ?? {}
    console.log(`\n== ${name}`)
    const { result, failed } = await run(name, file, minutes)
    results.push(`${name.padEnd(16)}${result}${failed ? '  FAILED' : ''}`)
    if (failed) process.exitCode = 1
  }
  console.log(`\n${results.join('\n')}`)
}

await main()
