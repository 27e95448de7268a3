import { test as base, expect, type Page } from '@playwright/test'
import { z } from 'zod'
import { startReceiver } from '#tests/support/receiver.ts'

export const OWNER = { email: 'owner@example.com', password: 'a long test password' }

type Instance = { id: string; name: string }
type Api = <T>(method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<T>

type Fixtures = {
  /** Calls the REST API with the root token. */
  api: Api
  /** An instance of this test's own. */
  instance: Instance
  receiver: Awaited<ReturnType<typeof startReceiver>>
  /** A page whose person is signed in; the test fails on any console error. */
  dashboard: Page
}

const instanceSchema = z.object({ id: z.string(), name: z.string() })

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  api: async ({}, use) => {
    const origin = process.env.POSTHORN_TEST_URL ?? ''
    await use(async (method, path, body, headers = {}) => {
      const response = await fetch(`${origin}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${process.env.POSTHORN_TEST_API_TOKEN}`,
          'content-type': 'application/json',
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      expect(response.status, await response.clone().text()).toBeLessThan(300)
      return response.json()
    })
  },
  instance: async ({ api }, use, info) => {
    const made = await api('POST', '/api/v1/app', { name: `Test ${info.testId.slice(-8)}` })
    await use(instanceSchema.parse(made))
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  receiver: async ({}, use) => {
    const receiver = await startReceiver()
    await use(receiver)
    await receiver.close()
  },
  dashboard: async ({ page }, use) => {
    const problems: string[] = []
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(error.message))
    await signIn(page)
    await use(page)
    expect(problems).toEqual([])
  },
})

export { expect }

/** Signs the owner in through the form. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(OWNER.email)
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}
