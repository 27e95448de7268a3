import { randomBytes } from 'node:crypto'
import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/browser.ts'
import { findFreePort } from './scripts/ports.ts'

// Playwright's workers load this file again and inherit what the first load chose.
process.env.POSTHORN_TEST_URL ??= `http://127.0.0.1:${await findFreePort()}`
process.env.POSTHORN_TEST_API_TOKEN ??= `ph_${randomBytes(24).toString('base64url')}`

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/e2e-setup.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  // Stories are not about speed: one that is says its own limit.
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: process.env.POSTHORN_TEST_URL,
    launchOptions: await findBrowser(),
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
