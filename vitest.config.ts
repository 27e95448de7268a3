import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Next resolves this marker itself; outside Next it would throw.
const serverOnly = fileURLToPath(new URL('./node_modules/next/dist/compiled/server-only/empty.js', import.meta.url))

/** What waits a minute for a message that is due then begins first, so that the other files run meanwhile. */
class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const waits = ({ moduleId }: TestSpecification) => Number(moduleId.endsWith('/once.test.ts'))
    return [...(await super.sort(files))].sort((one, other) => waits(other) - waits(one))
  }
}

export default defineConfig({
  resolve: { alias: { 'server-only': serverOnly } },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: WaitingFirst },
    env: { POSTHORN_SECRET: 'a-secret-for-tests-of-at-least-32-characters', POSTHORN_LOG_LEVEL: 'silent' },
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/postgres-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts', 'tests/chaos/verdicts.test.ts'],
          globalSetup: ['tests/support/posthorn-setup.ts'],
          // They wait more than they work: for retries, for receivers that hang, for a message due in a minute.
          maxWorkers: 3,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'chaos-short',
          include: ['tests/chaos/{backlog,crowd,kills}.test.ts'],
          // Each has a server of its own and counts what it does to it.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'chaos',
          include: ['tests/chaos/long/*.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
