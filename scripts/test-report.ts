import fs from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'

/** What a suite counted, and every failure as one text: where, which test, and the beginning of what it said. */
export type SuiteResult = { passed: number; failed: number; skipped: number; failures: string[] }

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().default(0),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
})

const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  ok: z.boolean(),
  tests: z.array(z.object({ results: z.array(z.object({ errors: z.array(z.object({ message: z.string() })) })) })),
})
const playwrightSuite = z.object({
  specs: z.array(playwrightSpec),
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})
const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

const SHOWN_LINES = 8

function failure(where: string, test: string, messages: string[]): string {
  const said = stripVTControlCharacters(messages.join('\n')).split('\n').slice(0, SHOWN_LINES)
  return [`${where} › ${test}`, ...said].join('\n    ')
}

function read(file: string): unknown {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined
}

/** Vitest's JSON report; undefined when there is none. A file that could not be loaded counts as one failure. */
export function readVitestReport(reportFile: string): SuiteResult | undefined {
  const report = vitestReport.safeParse(read(reportFile)).data
  if (!report) return undefined
  const failures = report.testResults.flatMap((file) => {
    const where = path.relative(process.cwd(), file.name)
    if (file.status === 'failed' && file.assertionResults.length === 0) {
      return [failure(where, 'the file could not be loaded', [file.message])]
    }
    return file.assertionResults
      .filter(({ status }) => status === 'failed')
      .map((test) => failure(where, test.fullName, test.failureMessages ?? []))
  })
  const skipped = report.numPendingTests + report.numTodoTests
  return { passed: report.numPassedTests, failed: failures.length, skipped, failures }
}

function specsOf(suite: z.infer<typeof playwrightSuite>): z.infer<typeof playwrightSpec>[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)]
}

/** Playwright's JSON report; undefined when there is none. */
export function readPlaywrightReport(reportFile: string): SuiteResult | undefined {
  const report = playwrightReport.safeParse(read(reportFile)).data
  if (!report) return undefined
  const failures = report.suites
    .flatMap(specsOf)
    .filter(({ ok }) => !ok)
    .map((spec) => {
      const errors = spec.tests.flatMap(({ results }) => results.flatMap((result) => result.errors))
      return failure(
        `${spec.file}:${spec.line}`,
        spec.title,
        errors.map(({ message }) => message),
      )
    })
  const { expected, flaky, unexpected, skipped } = report.stats
  return { passed: expected + flaky, failed: unexpected, skipped, failures }
}
