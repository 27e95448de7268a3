import fs from 'node:fs/promises'
import http from 'node:http'
import { chromium, type Page } from '@playwright/test'
import { z } from 'zod'
import { findBrowser } from './browser.ts'

// Pictures of the dashboard for README and docs: `npm start` first, then
// `POSTHORN_API_TOKEN=… POSTHORN_ADMIN_EMAIL=… POSTHORN_ADMIN_PASSWORD=… node --import tsx scripts/screenshots.ts`.
const settings = z
  .object({
    POSTHORN_URL: z.url().default('http://127.0.0.1:3000'),
    POSTHORN_API_TOKEN: z.string(),
    POSTHORN_ADMIN_EMAIL: z.string(),
    POSTHORN_ADMIN_PASSWORD: z.string(),
  })
  .parse(process.env)

const identified = z.object({ id: z.string() })
const FOLDER = 'docs/images'
const TYPES = [
  ['invoices.write.successful', 'An invoice was written to the accounting software'],
  ['invoices.write.unsuccessful', 'Writing an invoice failed'],
  ['read.completed', 'A company finished syncing'],
  ['connection.disconnected', 'A company lost its connection'],
] as const

async function call(method: string, path: string, body: unknown, instanceId = '') {
  const response = await fetch(`${settings.POSTHORN_URL}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${settings.POSTHORN_API_TOKEN}`,
      'content-type': 'application/json',
      ...(instanceId === '' ? {} : { 'x-instance-id': instanceId }),
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

/** A receiver that takes most and wants credentials on one path. */
async function startReceiver(): Promise<{ url: string; server: http.Server }> {
  const server = http.createServer((request, response) => {
    request.resume()
    request.once('end', () => {
      const isRefused = request.url?.includes('t2k') ?? false
      response.writeHead(isRefused ? 401 : 200, {
        'content-type': 'application/json',
        ...(isRefused ? { 'www-authenticate': 'Bearer realm="t2k-hooks"' } : {}),
      })
      response.end(isRefused ? '{"error":"unauthorized","message":"missing bearer token"}' : '{"ok":true}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port')
  return { url: `http://127.0.0.1:${address.port}`, server }
}

/** An instance with traffic: its id, the failing consumer's, and a message's. */
async function seed(receiver: string) {
  const { id: instance } = identified.parse(await call('POST', '/api/v1/app', { name: 'Northwind Lending' }))
  for (const [name, description] of TYPES) await call('POST', '/api/v1/event-type', { name, description }, instance)
  const add = async (fields: object) =>
    identified.parse(await call('POST', `/api/v1/app/${instance}/endpoint`, fields)).id
  await add({ url: `${receiver}/codat/v1`, description: 'Ledger sync' })
  await add({
    url: `${receiver}/minerva`,
    description: 'Minerva',
    filterTypes: ['read.completed'],
    channels: ['service:minerva'],
  })
  await add({
    url: `${receiver}/hooks`,
    description: 'Sandbox AU',
    filterTypes: ['connection.disconnected'],
    disabled: true,
  })
  const failing = await add({
    url: `${receiver}/t2k/posthorn`,
    description: 'T2K mirror',
    filterTypes: ['invoices.write.successful', 'read.completed'],
    channels: ['region:us', 'service:t2k'],
    throttleRate: 25,
  })
  let message = ''
  for (let index = 0; index < 12; index += 1) {
    const [eventType] = TYPES[index % TYPES.length] ?? TYPES[0]
    const payload = {
      id: `ba29118f-${index}`,
      eventType,
      generatedDate: '2026-11-23T14:26:54.015Z',
      payload: {
        referenceCompany: { id: '0498e921-9b53-4396', name: 'Toft stores', tags: { service: 't2k' } },
        invoice: { id: 'inv_20418', total: 1840.5 },
      },
    }
    const sent = await call('POST', `/api/v1/app/${instance}/msg`, { eventType, channels: ['region:us'], payload })
    if (eventType === 'invoices.write.successful') message = identified.parse(sent).id
  }
  return { instance, failing, message }
}

async function signIn(page: Page) {
  await page.goto(`${settings.POSTHORN_URL}/sign-in`)
  await page.getByLabel('E-mail').fill(settings.POSTHORN_ADMIN_EMAIL)
  await page.getByLabel('Password', { exact: true }).fill(settings.POSTHORN_ADMIN_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

async function main() {
  const { url, server } = await startReceiver()
  const { instance, failing, message } = await seed(url)
  const browser = await chromium.launch(await findBrowser())
  await fs.mkdir(FOLDER, { recursive: true })
  for (const theme of ['light', 'dark'] as const) {
    const viewport = { width: 1440, height: 900 }
    const page = await browser.newPage({ viewport, colorScheme: theme, reducedMotion: 'reduce' })
    await signIn(page)
    const take = async (path: string, name: string, prepare: () => Promise<void> = async () => {}) => {
      await page.goto(`${settings.POSTHORN_URL}/${instance}/${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.locator('.animate-skeleton').first().waitFor({ state: 'detached' })
      await prepare()
      await page.screenshot({ path: `${FOLDER}/${name}${theme === 'dark' ? '-dark' : ''}.png` })
    }
    await take('overview', 'overview')
    await take('consumers', 'consumers', () => page.getByText('T2K mirror').first().waitFor())
    await take(`consumers/${failing}`, 'consumer', async () => {
      await page.getByRole('grid', { name: 'Attempts' }).getByText('invoices.write.successful').first().click()
      await page.getByText('www-authenticate').waitFor()
    })
    await take('consumers/add', 'add-consumer')
    await take('logs', 'logs')
    await take(`logs/${message}`, 'message', () => page.getByText('T2K mirror').first().waitFor())
    await take('event-types', 'event-types')
    for (const name of ['live', 'companies', 'sources', 'tasks', 'settings']) await take(name, name)
    await page.close()
  }
  await browser.close()
  server.close()
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
