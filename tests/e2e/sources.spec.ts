import { createHmac } from 'node:crypto'
import type { Page } from '@playwright/test'
import { Webhook } from 'svix'
import { z } from 'zod'
import { expect, test } from './support/dashboard.ts'
import { look, lookEverywhere } from './support/look.ts'

const sourceSchema = z.object({ id: z.string(), ingestUrl: z.string() })
const identified = z.object({ id: z.string() })
const secretSchema = z.object({ key: z.string() })

const PUSH = '{ "ref":"refs/heads/main", "n":1.50 }'

/** As GitHub would post it. */
async function push(url: string, secret: string, body = PUSH) {
  const signature = createHmac('sha256', secret).update(PUSH).digest('hex')
  const headers = { 'x-github-event': 'push', 'x-hub-signature-256': `sha256=${signature}` }
  const answer = await fetch(url, { method: 'POST', body, headers })
  return { status: answer.status, code: z.looseObject({ code: z.string().optional() }).parse(await answer.json()).code }
}

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const menu = (page: Page, item: string) =>
  page
    .getByRole('button', { name: 'More actions' })
    .click()
    .then(() => page.getByRole('menuitem', { name: item }).click())

test('a source is added for its provider, and shows what it let in and what it turned away, with the reason', async ({
  dashboard,
  instance,
}) => {
  await dashboard.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await dashboard.goto(`/${instance.id}/sources`)
  await dashboard.getByRole('button', { name: 'Add source' }).click()
  const dialog = dashboard.getByRole('dialog', { name: 'Add source' })
  await dialog.getByLabel('Name').fill('github-main')
  await dialog.getByRole('combobox', { name: 'Provider' }).fill('GitHub')
  await dashboard.keyboard.press('Enter')
  await dialog.getByLabel('Secret', { exact: true }).fill('the first secret')
  await dialog.getByRole('button', { name: 'Add source' }).click()
  await dashboard.waitForURL('**/sources/src_*')

  await dashboard.getByRole('button', { name: 'Copy receiving URL' }).click()
  const url = await dashboard.evaluate(() => navigator.clipboard.readText())
  expect(await push(url, 'the first secret')).toMatchObject({ status: 202 })
  expect(await push(url, 'a guess')).toEqual({ status: 401, code: 'bad_signature' })
  expect(await push(url, 'the first secret', '{"ref":"forged"}')).toEqual({ status: 401, code: 'bad_signature' })
  const unsigned = await fetch(url, { method: 'POST', body: PUSH })
  expect(unsigned.status).toBe(401)

  await expect(panel(dashboard, 'Accepted').getByText('push')).toHaveCount(1)
  const rejected = panel(dashboard, 'Rejected')
  await expect(rejected.getByText('bad_signature')).toHaveCount(2)
  await expect(rejected.getByText('The header x-hub-signature-256 is missing.')).toBeVisible()
  await rejected.getByText('Request', { exact: true }).nth(1).click()
  await expect(rejected.getByText('{"ref":"forged"}')).toBeVisible()
  // A notice that fades is fainter than it may be.
  await expect(dashboard.locator('[data-sonner-toast]')).toHaveCount(0)
  expect(await look(dashboard, 'light', 1440)).toEqual([])

  await dashboard.goto(`/${instance.id}/sources`)
  const cells = dashboard.getByRole('row', { name: /github-main/ }).getByRole('gridcell')
  await expect(cells).toContainText(['github-main', 'GitHub', 'Receiving', /x-github-event/, /^1/, /^3/, /ago|now/])
})

test('a signed test passes, and a new secret or URL counts while the old one still does', async ({
  dashboard,
  api,
  instance,
}) => {
  const source = { name: 'github-main', type: 'github', config: { secret: 'the first secret' } }
  const made = await api('POST', '/ingest/api/v1/source', source, { 'x-instance-id': instance.id })
  const { id, ingestUrl: before } = sourceSchema.parse(made)
  await dashboard.goto(`/${instance.id}/sources/${id}`)
  await dashboard.getByRole('button', { name: 'Send a signed test' }).click()
  await expect(dashboard.getByText('Signed test accepted')).toBeVisible()
  await expect(panel(dashboard, 'Accepted').getByText('posthorn.test')).toBeVisible()

  await menu(dashboard, 'Edit…')
  const dialog = dashboard.getByRole('dialog', { name: 'Edit github-main' })
  await dialog.getByLabel('New secret').fill('the second secret')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  for (const secret of ['the first secret', 'the second secret'])
    await expect.poll(async () => (await push(before, secret)).status).toBe(202)
  expect(await push(before, 'a third one')).toEqual({ status: 401, code: 'bad_signature' })

  await menu(dashboard, 'New URL…')
  await dashboard.getByRole('button', { name: 'Make a new URL' }).click()
  await expect(panel(dashboard, 'URL to give the provider').getByText(before)).toHaveCount(0)
  const after = await panel(dashboard, 'URL to give the provider').locator('.mono').innerText()
  for (const url of [before, after]) expect((await push(url, 'the second secret')).status).toBe(202)
})

test('an inbox shows what a consumer gets and sends it to nobody: no loop', async ({ dashboard, api, instance }) => {
  const source = { name: 'try-out', type: 'generic-webhook', inbox: true }
  const made = await api('POST', '/ingest/api/v1/source', source, { 'x-instance-id': instance.id })
  const { id, ingestUrl } = sourceSchema.parse(made)
  const consumer = identified.parse(await api('POST', `/api/v1/app/${instance.id}/endpoint`, { url: ingestUrl }))
  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: { type: 'invoice.paid' } })
  await dashboard.goto(`/${instance.id}/sources/${id}`)
  const accepted = panel(dashboard, 'Accepted')
  await expect(accepted.getByText('invoice.paid')).toHaveCount(1)
  await expect(dashboard.getByText('nobody: it is an inbox')).toBeVisible()
  const attempts = z.object({ data: z.array(z.unknown()) })
  const path = `/api/v1/app/${instance.id}/attempt/endpoint/${consumer.id}`
  expect(attempts.parse(await api('GET', path)).data).toHaveLength(1)
  await accepted.getByRole('link', { name: 'All in Logs' }).click()
  await dashboard.waitForURL(`**/logs?source=${id}`)
  await expect(dashboard.getByRole('grid').getByText('invoice.paid')).toHaveCount(1)
})

test('the signature debugger names what is wrong with a webhook', async ({ dashboard, api, instance }) => {
  const fields = { url: 'https://example.com/hooks', description: 'Ledger' }
  const { id } = identified.parse(await api('POST', `/api/v1/app/${instance.id}/endpoint`, fields))
  const { key } = secretSchema.parse(await api('GET', `/api/v1/app/${instance.id}/endpoint/${id}/secret`))
  const body = '{"id": "inv_1", "amount": 12.5}'
  const signed = (age = 0, secret = key) => {
    const at = new Date(Date.now() - age * 1000)
    const time = Math.floor(at.getTime() / 1000)
    const signature = new Webhook(secret).sign('msg_1', at, body)
    return [`webhook-id: msg_1`, `webhook-timestamp: ${time}`, `webhook-signature: ${signature}`]
  }
  const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
  const cases: readonly (readonly [headers: readonly string[], body: string, verdict: string | RegExp])[] = [
    [signed(), body, 'The signature is right.'],
    [signed(0, other), body, 'No signature fits: the secret is another one'],
    [signed(), '{"id":"inv_1","amount":12.5}', 'The body was altered: JSON was parsed and written again'],
    [signed(), body.replace('12.5', '99.0'), 'No signature fits: the secret is another one, or the body'],
    [signed(), `${body}\n`, 'The body was altered: white space was added around it'],
    [signed(400), body, /The timestamp is 4\d\d s old; at most 300 s are accepted. The signature itself is right./],
    [signed().slice(0, 2), body, 'Missing: webhook-signature.'],
    [[...signed().slice(0, 2), 'webhook-signature: v1a,AAAA'], body, 'webhook-signature holds no v1 signature'],
  ]
  await dashboard.goto(`/${instance.id}/sources/signature`)
  await dashboard.getByRole('combobox', { name: 'Consumer' }).fill('Ledger')
  await dashboard.getByRole('option', { name: 'Ledger' }).click()
  for (const [headers, received, verdict] of cases) {
    await dashboard.getByLabel('Headers of the request').fill(headers.join('\n'))
    await dashboard.getByLabel('Raw body').fill(received)
    await dashboard.getByRole('button', { name: 'Check signature' }).click()
    await expect(dashboard.getByText(verdict)).toBeVisible()
  }

  await dashboard.getByLabel('Headers of the request').fill(signed().join('\n'))
  await dashboard.getByLabel('Raw body').fill(JSON.stringify(JSON.parse(body), null, 2))
  await dashboard.getByRole('button', { name: 'Check signature' }).click()
  await expect(dashboard.getByText('Verify the raw request body, before any JSON parser has touched it.')).toBeVisible()
  expect(await lookEverywhere(dashboard)).toEqual([])
})

test('the list of sources and the page of one come with their content: nothing is pushed down while they load', async ({
  dashboard,
  api,
  instance,
}) => {
  const body = { name: 'github-main', type: 'github', config: { secret: 'a secret' } }
  const made = await api('POST', '/ingest/api/v1/source', body, { 'x-instance-id': instance.id })
  const { id, ingestUrl } = sourceSchema.parse(made)
  const read = async (path: string) => (await dashboard.request.get(`/${instance.id}/${path}`)).text()
  const list = await read('sources')
  expect(list).toContain('placeholder="Name or id"')
  expect(list).toContain('github-main')
  expect(await read(`sources/${id}`)).toContain(ingestUrl)
})
