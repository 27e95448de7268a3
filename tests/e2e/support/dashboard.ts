import type { Browser, BrowserContext, Page } from '@playwright/test'
import { z } from 'zod'
import { startReceiver } from '#tests/support/receiver.ts'
import { awaitAwake, test as base, expect } from './browser.ts'

export const OWNER = { email: 'owner@example.com', password: 'a long test password' }

type Instance = { id: string; name: string }
type Api = <T>(method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<T>

type Fixtures = {
  /** Calls the REST API with the root token. */
  api: Api
  /** An instance of this test's own. */
  instance: Instance
  /** Adds a consumer to the instance, one at example.com without a URL, and says its id. */
  addConsumer: (fields?: { readonly url?: string; readonly [field: string]: unknown }) => Promise<string>
  receiver: Awaited<ReturnType<typeof startReceiver>>
  /** A page whose person is signed in; the test fails on any console error. */
  dashboard: Page
  /** Makes a page on which an invited colleague is signed in, in a browser of their own. */
  colleague: (role: 'owner' | 'admin' | 'viewer') => Promise<Page>
  /** A page of a browser in which nobody is signed in. */
  stranger: Page
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

export type Shared = {
  /** Cookies of the owner, signed in once a worker. */
  session: Session
}

const invitationSchema = z.object({ token: z.string() })
const identified = z.object({ id: z.string() })
const instanceSchema = z.object({ id: z.string(), name: z.string() })

export const test = base.extend<Fixtures, Shared>({
  session: [({ browser }, use) => openSession(browser).then(use), { scope: 'worker' }],
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
      const text = await response.text()
      expect(response.status, text).toBeLessThan(300)
      return text === '' ? undefined : JSON.parse(text)
    })
  },
  instance: async ({ api }, use, info) => {
    const made = await api('POST', '/api/v1/app', { name: `Test ${info.testId.slice(-8)}` })
    await use(instanceSchema.parse(made))
  },
  addConsumer: async ({ api, instance }, use) => {
    const path = `/api/v1/app/${instance.id}/endpoint`
    await use(async (fields) => {
      const made = await api('POST', path, { url: 'https://example.com/hooks', ...fields })
      return identified.parse(made).id
    })
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  receiver: async ({}, use) => {
    const receiver = await startReceiver()
    await use(receiver)
    await receiver.close()
  },
  dashboard: async ({ context, page, session }, use) => {
    const problems = watchProblems(page)
    await context.addCookies(session.cookies)
    await use(page)
    expect(problems).toEqual([])
  },
  colleague: async ({ browser, api }, use, info) => {
    const problems: string[][] = []
    await use(async (role) => {
      const who = { email: `${role}.${info.testId.slice(-8)}@example.com`, password: 'a long test password' }
      const { token } = invitationSchema.parse(await api('POST', '/api/v1/invitation', { email: who.email, role }))
      const page = awaitAwake(await (await browser.newContext()).newPage())
      problems.push(watchProblems(page))
      const joined = await page.request.post('/api/auth/invitation', {
        headers: { origin: process.env.POSTHORN_TEST_URL ?? '' },
        data: { token, name: `Test ${role}`, password: who.password },
      })
      expect(joined.status(), await joined.text()).toBe(200)
      await signIn(page, who)
      return page
    })
    expect(problems.flat()).toEqual([])
  },
  stranger: async ({ browser }, use) => {
    const page = awaitAwake(await (await browser.newContext()).newPage())
    const problems = watchProblems(page)
    await use(page)
    expect(problems).toEqual([])
  },
})

export { expect }

/** Collects what a page's console complains about. */
export function watchProblems(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  return problems
}

/** Signs a person in through the form: the owner, unless another is named. */
export async function signIn(page: Page, who: { email: string; password: string } = OWNER): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(who.email)
  await page.getByLabel('Password', { exact: true }).fill(who.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** Signs the owner in and keeps the cookies. */
export async function openSession(browser: Browser): Promise<Session> {
  const context = await browser.newContext({ baseURL: process.env.POSTHORN_TEST_URL })
  await signIn(awaitAwake(await context.newPage()))
  const session = await context.storageState()
  await context.close()
  return session
}
