import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { prepareClient, prepareWeb } from './prepare-build.ts'

type Counts = { passed: number; failed: number; skipped: number }

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().default(0),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'posthorn-reports-'))
const children = new Set<ReturnType<typeof spawn>>()

function run(args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } })
    children.add(child)
    child.once('error', () => resolve(1))
    child.once('exit', (code) => {
      children.delete(child)
      resolve(code ?? 1)
    })
  })
}

/** A suite that ends badly without naming a failed test (a crash, no report) still counts as one failure. */
function settle(counts: Counts | undefined, code: number): Counts {
  if (!counts) return { passed: 0, failed: 1, skipped: 0 }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function readReport(file: string): unknown {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined
}

async function runCheck(): Promise<Counts> {
  const code = await run(['--import', 'tsx', 'scripts/check.ts'])
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

async function runVitest(...projects: string[]): Promise<Counts> {
  const file = path.join(reports, `${projects.join('-')}.json`)
  const selected = projects.flatMap((project) => ['--project', project])
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run(['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...selected, ...output])
  const report = vitestReport.safeParse(readReport(file)).data
  if (!report) return settle(undefined, code)
  const unloadable = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  const failed = report.numFailedTests + unloadable.length
  return settle({ passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests }, code)
}

async function runPlaywright(): Promise<Counts> {
  const file = path.join(reports, 'e2e.json')
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--pass-with-no-tests', '--reporter=list,json']
  const code = await run(args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  const stats = playwrightReport.safeParse(readReport(file)).data?.stats
  if (!stats) return settle(undefined, code)
  return settle({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }, code)
}

async function build(): Promise<Counts> {
  try {
    await prepareClient({}, console.log)
    await prepareWeb({ NODE_ENV: 'production' }, console.log)
    return { passed: 0, failed: 0, skipped: 0 }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** `npm test`: every suite, one after the other, whatever an earlier one says; ends with one line of sums. */
async function main() {
  const suites: [string, () => Promise<Counts>][] = [
    ['check', runCheck],
    ['unit and integration', () => runVitest('unit', 'integration')],
    ['build', build],
    ['contract', () => runVitest('contract')],
    ['chaos', () => runVitest('chaos-short')],
    ['e2e', runPlaywright],
  ]
  const total: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const [name, suite] of suites) {
    const startedAt = performance.now()
    console.log(`\n== ${name}`)
    const { passed, failed, skipped } = await suite()
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    console.log(`== ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s`)
  }
  fs.rmSync(reports, { recursive: true, force: true })
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
  process.exitCode = total.failed > 0 ? 1 : 0
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
    process.exit(130)
  })
}
process.channel?.unref()

await main()
