import type { Page } from '@playwright/test'
import { z } from 'zod'
import { test as base, expect, untilAwake } from './browser.ts'
import { openSession, type Shared } from './dashboard.ts'
import type { DashboardPage, Demo } from './pages.ts'

/** Ids in the demo instance, which the set-up has seeded. */
type Seeded = { demo: Demo }

const identified = z.object({ id: z.string() })
const listOf = z.object({ data: z.array(z.looseObject({ id: z.string(), description: z.string().optional() })) })
const attempts = z.object({ data: z.array(z.object({ id: z.string(), msgId: z.string() })) })

const INSTANCE = '/api/v1/app/northwind-lending'

async function read(path: string, instance = ''): Promise<unknown> {
  const headers = { authorization: `Bearer ${process.env.POSTHORN_TEST_API_TOKEN}`, 'x-instance-id': instance }
  const response = await fetch(`${process.env.POSTHORN_TEST_URL}${path}`, { headers })
  expect(response.status, path).toBe(200)
  return response.json()
}

async function findDemo(): Promise<Demo> {
  const { id: instance } = identified.parse(await read(INSTANCE))
  const first = async (path: string) => listOf.parse(await read(path, instance)).data[0]?.id ?? ''
  const consumers = listOf.parse(await read(`${INSTANCE}/endpoint`)).data
  const consumer = consumers.find(({ description }) => description === 'T2K mirror')?.id ?? ''
  const failed = attempts.parse(await read(`${INSTANCE}/attempt/endpoint/${consumer}?status=2&limit=1`)).data[0]
  expect(failed).toBeDefined()
  return {
    instance,
    consumer,
    message: failed?.msgId ?? '',
    attempt: `${failed?.msgId}.${failed?.id}`,
    company: await first(`${INSTANCE}/company`),
    source: await first('/ingest/api/v1/source'),
  }
}

/** Tests of the seeded demo instance: they look and change nothing. */
export const test = base.extend<object, Seeded & Shared>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
  demo: [async ({}, use) => use(await findDemo()), { scope: 'worker' }],
  session: [({ browser }, use) => openSession(browser).then(use), { scope: 'worker' }],
})

/** Goes to a page and opens what is to be seen on it; resolves when nothing is loading any more. */
export async function visit(page: Page, { path, open, isSignedOut }: DashboardPage, demo: Demo): Promise<void> {
  await page.goto(path(demo))
  await untilAwake(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  if (!isSignedOut) await expect(page.locator('.animate-skeleton')).toHaveCount(0)
  for (const pending of ['Looking…', '…']) await expect(page.getByText(pending, { exact: true })).toHaveCount(0)
  if (!open) return
  await open(page)
  await expect(page.getByRole('dialog').last()).toBeVisible()
}

export { expect }
