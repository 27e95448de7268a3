import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { prepareClient, prepareWeb } from './prepare-build.ts'
import { readPlaywrightReport, readVitestReport, type SuiteResult } from './test-report.ts'

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
function settle(name: string, result: SuiteResult | undefined, code: number): SuiteResult {
  const unnamed = [`${name}: ended with exit code ${code}; see its output above`]
  if (!result) return { passed: 0, failed: 1, skipped: 0, failures: unnamed }
  return code !== 0 && result.failed === 0 ? { ...result, failed: 1, failures: unnamed } : result
}

async function runCheck(name: string): Promise<SuiteResult> {
  const code = await run(['--import', 'tsx', 'scripts/check.ts'])
  return settle(name, { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0, failures: [] }, code)
}

async function runVitest(name: string, ...projects: string[]): Promise<SuiteResult> {
  const file = path.join(reports, `${projects.join('-')}.json`)
  const selected = projects.flatMap((project) => ['--project', project])
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run(['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...selected, ...output])
  return settle(name, readVitestReport(file), code)
}

async function runPlaywright(name: string): Promise<SuiteResult> {
  const file = path.join(reports, 'e2e.json')
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--pass-with-no-tests', '--reporter=list,json']
  const code = await run(args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  return settle(name, readPlaywrightReport(file), code)
}

async function build(): Promise<SuiteResult> {
  const built = { passed: 0, failed: 0, skipped: 0, failures: [] }
  try {
    await prepareClient({}, console.log)
    await prepareWeb({ NODE_ENV: 'production' }, console.log)
    return built
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    console.error(said)
    return { ...built, failed: 1, failures: [`build: ${said}`] }
  }
}

/** `npm test`: every suite, one after the other; ends with what failed, if anything, and one line of sums. */
async function main() {
  const suites: [string, (name: string) => Promise<SuiteResult>][] = [
    ['check', runCheck],
    ['unit and integration', (name) => runVitest(name, 'unit', 'integration')],
    ['build', build],
    ['contract', (name) => runVitest(name, 'contract')],
    ['chaos', (name) => runVitest(name, 'chaos-short')],
    ['e2e', runPlaywright],
  ]
  const total: SuiteResult = { passed: 0, failed: 0, skipped: 0, failures: [] }
  for (const [name, suite] of suites) {
    const startedAt = performance.now()
    console.log(`\n== ${name}`)
    const { passed, failed, skipped, failures } = await suite(name)
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
    total.failures.push(...failures)
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    console.log(`== ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped in ${seconds} s`)
  }
  fs.rmSync(reports, { recursive: true, force: true })
  for (const failure of total.failures) console.log(`\nfailed: ${failure}`)
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
