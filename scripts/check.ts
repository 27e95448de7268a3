import { spawn } from 'node:child_process'
import { prepareClient } from './prepare-build.ts'

const TOOLS: Record<string, string[]> = {
  biome: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  types: ['node_modules/typescript/bin/tsc', '--noEmit'],
  imports: [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    'app',
    'components',
    'lib',
    'scripts',
    'tests',
  ],
  unused: ['node_modules/knip/bin/knip.js', '--no-progress'],
}

function run(args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk
      })
    }
    child.once('exit', (code) => resolve({ code: code ?? 1, output: output.trim() }))
  })
}

/** `npm run check`: every static check, also on a fresh clone; prints a tool's output only when it complains. */
async function main() {
  await prepareClient({}, console.log)
  const types = await run(['node_modules/next/dist/bin/next', 'typegen'])
  if (types.code !== 0) console.log(types.output)
  let failed = types.code !== 0
  const check = async ([name, args]: [string, string[]]) => {
    const startedAt = performance.now()
    const { code, output } = await run(args)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)${code === 0 ? '' : `\n${output}`}`)
    failed ||= code !== 0
  }
  // Side by side: none of them uses more than one core for long.
  await Promise.all(Object.entries(TOOLS).map(check))
  process.exitCode = failed ? 1 : 0
}

await main()
