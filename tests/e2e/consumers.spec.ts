import type { IncomingHttpHeaders } from 'node:http'
import { Webhook } from 'svix'
import { expect, test } from './support/dashboard.ts'
import { insertManyConsumers } from './support/many-consumers.ts'

test('an operator adds a consumer, sends a test and sees its attempt within a second', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const headers = { 'x-instance-id': instance.id }
  await api('POST', '/api/v1/event-type', { name: 'invoice.paid', description: 'An invoice was paid' }, headers)
  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: {} })
  await dashboard.goto(`/${instance.id}/consumers`)
  await dashboard.getByRole('link', { name: 'Add consumer' }).click()
  await dashboard.waitForURL('**/consumers/add')
  await dashboard.getByLabel('URL', { exact: true }).fill(`${receiver.url}/hooks`)
  await expect(dashboard.getByText(/^answers in \d+ ms$/)).toBeVisible()
  await dashboard.getByLabel('Description').fill('Ledger sync')
  await dashboard.getByRole('checkbox', { name: 'Invoice', exact: true }).check({ force: true })
  await dashboard.getByRole('button', { name: 'Unfold Invoice' }).click()
  await expect(dashboard.getByText('1 a day')).toHaveCount(2)
  await dashboard.getByLabel('Rate limit').fill('25')
  await expect(dashboard.getByText('peaks at 1 a minute, so nothing would wait.')).toBeVisible()
  await dashboard.getByRole('button', { name: 'No limit' }).click()
  await expect(dashboard.getByText('peaks at 1 a minute. Empty for no limit.')).toBeVisible()
  await dashboard.getByLabel('Company tags').fill('region:us')
  await dashboard.keyboard.press('Enter')
  await dashboard.getByRole('button', { name: 'Add and send a test' }).click()

  await dashboard.waitForURL('**/consumers/ep_*?tab=testing')
  // The first one brings what page and program load once: the second is measured.
  const results = dashboard.getByRole('grid', { name: 'Test attempts' })
  await dashboard.getByRole('button', { name: 'Send example' }).click()
  await expect(results.getByText('Delivered')).toBeVisible()
  await dashboard.getByRole('button', { name: 'Send example' }).click()
  const [, request] = await receiver.waitFor(2)
  const arrived = Date.now()
  const row = results.locator(`[data-row^="${request?.headers['webhook-id']}."]`).getByText('Delivered')
  await row.waitFor()
  expect(Date.now() - arrived).toBeLessThan(1000)
  expect(request?.headers['webhook-signature']).toMatch(/^v1,/)

  await row.click()
  const drawer = dashboard.getByLabel('Attempt', { exact: true })
  await expect(drawer.getByText('webhook-signature')).toBeVisible()
  await expect(drawer.getByText('invoice.paid').first()).toBeVisible()
  await dashboard.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
})

test('an accepted message shows on the page of its consumer within a second of being delivered', async ({
  addConsumer,
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const id = await addConsumer({ url: `${receiver.url}/live` })
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  await expect(dashboard.getByText('Nothing sent yet')).toBeVisible()
  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'read.completed', payload: { id: '1' } })
  await receiver.waitFor(1)
  const arrived = Date.now()
  await dashboard.getByRole('grid', { name: 'Attempts' }).getByText('read.completed').waitFor()
  expect(Date.now() - arrived).toBeLessThan(1000)
})

test('a failed attempt explains itself, and the list is worked by keyboard', async ({
  addConsumer,
  dashboard,
  api,
  instance,
  receiver,
}) => {
  receiver.behave({ status: 401, headers: { 'www-authenticate': 'Bearer realm="hooks"' } })
  const id = await addConsumer({
    url: `${receiver.url}/t2k`,
    description: 'T2K mirror',
  })
  for (const invoice of ['1', '2'])
    await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: { id: invoice } })
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  const rows = dashboard.getByRole('grid', { name: 'Attempts' }).getByText('invoice.paid')
  await expect(rows).not.toHaveCount(0)
  await dashboard.keyboard.press('j')
  await dashboard.keyboard.press('Enter')
  const drawer = dashboard.getByLabel('Attempt', { exact: true })
  await expect(drawer.getByText('The receiver wants Bearer credentials')).toBeVisible()
  await expect(drawer.getByText('www-authenticate')).toBeVisible()
  const tapes = dashboard.getByRole('grid', { name: 'Attempts' }).getByRole('img', { name: /^Failed/ })
  await expect(tapes.first()).toBeVisible()
  const first = dashboard.url()
  await dashboard.keyboard.press('j')
  await expect.poll(() => dashboard.url()).not.toBe(first)

  receiver.behave({ status: 200 })
  await drawer.getByRole('button', { name: 'Resend now' }).click()
  await expect(dashboard.getByText('Sent again')).toBeVisible()
  await expect(dashboard.getByRole('grid', { name: 'Attempts' }).getByText('Delivered').first()).toBeVisible()
})

test('the signing secret is shown and rotated, and for a day the old one signs beside the new one', async ({
  addConsumer,
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const id = await addConsumer({ url: receiver.url })
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  await dashboard.getByRole('button', { name: 'Show the signing secret' }).click()
  const secret = dashboard.getByText(/^whsec_[A-Za-z0-9+/]+=*$/)
  const before = await secret.textContent()
  await dashboard.getByRole('button', { name: 'Rotate…' }).click()
  await dashboard.getByRole('button', { name: 'Rotate it' }).click()
  await expect(dashboard.getByText('Signing secret rotated')).toBeVisible()
  await expect(
    dashboard.getByText(/^rotated; the old one also signs until .* \((in 1 d|in 2[34] h.*)\)$/),
  ).toBeVisible()
  await dashboard.getByRole('button', { name: 'Show the signing secret' }).click()
  await expect(secret).not.toHaveText(before ?? '')

  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: { id: '1' } })
  const [request] = await receiver.waitFor(1)
  for (const one of [before, await secret.textContent()])
    expect(new Webhook(one ?? '').verify(String(request?.body), headersOf(request))).toEqual({ id: '1' })
})

/** As a receiver's library takes them. */
function headersOf(request: { headers: IncomingHttpHeaders } | undefined): Record<string, string> {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
  return Object.fromEntries(names.map((name) => [name, String(request?.headers[name])]))
}

test('deleting a consumer asks for its name', async ({ addConsumer, dashboard, instance }) => {
  const id = await addConsumer({
    url: 'https://example.com/hooks',
    description: 'Old one',
  })
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  await dashboard.getByRole('button', { name: 'Actions for Old one' }).click()
  await dashboard.getByRole('menuitem', { name: 'Delete…' }).click()
  const confirm = dashboard.getByRole('button', { name: 'Delete consumer' })
  await expect(confirm).toBeDisabled()
  await dashboard.getByLabel('Type Old one to confirm').fill('Old one')
  await confirm.click()
  await dashboard.waitForURL(`**/${instance.id}/consumers`)
  await expect(dashboard.getByText('No consumers yet')).toBeVisible()
})

test('a disabled consumer says so and can be enabled again by undo', async ({ addConsumer, dashboard, instance }) => {
  await addConsumer({
    url: 'https://example.com/hooks',
    description: 'Switch me',
  })
  await dashboard.goto(`/${instance.id}/consumers`)
  await dashboard.getByRole('button', { name: 'Actions for Switch me' }).click()
  await dashboard.getByRole('menuitem', { name: 'Disable' }).click()
  await expect(dashboard.getByRole('grid').getByText('Off')).toBeVisible()
  await dashboard.getByRole('button', { name: 'Undo' }).click()
  await expect(dashboard.getByRole('grid').getByText('New')).toBeVisible()
})

test('who has no endpoint yet adds a test inbox, is told where an example leaves its schema, and sends it', async ({
  dashboard,
  api,
  instance,
}) => {
  const type = {
    name: 'invoice.paid',
    description: 'An invoice was paid',
    schemas: { 1: { type: 'object', required: ['total'], properties: { total: { type: 'number' } } } },
    example: { total: 12 },
  }
  await api('POST', '/api/v1/event-type', type, { 'x-instance-id': instance.id })
  await dashboard.goto(`/${instance.id}/consumers/add`)
  await dashboard.getByRole('button', { name: 'Use a test inbox' }).click()
  await expect(dashboard.getByLabel('URL', { exact: true })).toHaveValue(/\/in\/[\w-]+$/)
  await dashboard.getByRole('checkbox', { name: 'Every event type, also those to come' }).check({ force: true })
  await dashboard.getByRole('button', { name: 'Add and send a test' }).click()
  await dashboard.waitForURL('**/consumers/ep_*?tab=testing')
  await expect(dashboard.getByText('Fits the schema')).toBeVisible()

  await dashboard.getByRole('textbox', { name: 'Example' }).click()
  await dashboard.keyboard.press('Control+a')
  await dashboard.keyboard.insertText('{"total": "twelve"}')
  const problems = dashboard.getByRole('list', { name: 'Where it does not fit the schema' })
  await expect(problems.getByText(/^total: /)).toBeVisible()
  await dashboard.getByRole('button', { name: 'Send example' }).click()
  await expect(dashboard.getByRole('grid', { name: 'Test attempts' }).getByText('Delivered')).toBeVisible()
})

test('several consumers are disabled at once, which can be undone, and deleted with their number typed', async ({
  addConsumer,
  dashboard,
  instance,
}) => {
  for (const description of ['First', 'Second']) await addConsumer({ description })
  await dashboard.goto(`/${instance.id}/consumers`)
  const grid = dashboard.getByRole('grid', { name: 'Consumers' })
  const choose = async () => {
    for (const name of ['First', 'Second'])
      await grid.getByRole('checkbox', { name: `Select ${name}` }).check({ force: true })
  }
  await expect(grid.getByText('First', { exact: true })).toBeVisible()
  await choose()
  await dashboard.getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(grid.getByText('Off', { exact: true })).toHaveCount(2)
  await dashboard.getByRole('button', { name: 'Undo' }).click()
  await expect(grid.getByText('New', { exact: true })).toHaveCount(2)
  await choose()
  await dashboard.getByRole('button', { name: 'Delete…' }).click()
  await dashboard.getByLabel('Type 2 to confirm').fill('2')
  await dashboard.getByRole('button', { name: 'Delete 2 consumers' }).click()
  await expect(dashboard.getByText('No consumers yet')).toBeVisible()
})

/** The server is some seconds at it. */
const MANY = 5_000

test('all that match are disabled by the server, loaded or not: it goes on over a reload, and is cancelled or taken back', async ({
  dashboard,
  api,
  instance,
}) => {
  test.slow()
  await insertManyConsumers(instance.id, MANY)
  const off = async () => {
    const body = { action: 'enable', filter: { state: 'disabled' } }
    return (await api<{ matching: number }>('POST', `/api/v1/app/${instance.id}/bulk-change-preview`, body)).matching
  }
  const disableAll = async () => {
    await dashboard.getByRole('checkbox', { name: 'Select all loaded rows' }).check({ force: true })
    await dashboard.getByRole('button', { name: 'Select all that match' }).click()
    await expect(dashboard.getByText('5,000 selected')).toBeVisible()
    await dashboard.getByRole('button', { name: 'Disable', exact: true }).click()
  }
  await dashboard.goto(`/${instance.id}/consumers`)
  await disableAll()
  const progress = dashboard.getByRole('progressbar', { name: /^Disable consumers, / })
  await expect(progress).toBeVisible()
  await dashboard.reload()
  await dashboard.getByRole('button', { name: 'Cancel Disable consumers' }).click()
  await dashboard.getByRole('button', { name: 'Cancel task' }).click()
  await expect(dashboard.getByText(/^Cancelled: [\d,]+ consumers disabled by then$/)).toBeVisible()
  expect(await off()).toBeLessThan(MANY)
  await dashboard.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(off).toBe(0)

  await disableAll()
  await expect(dashboard.getByText('5,000 consumers disabled')).toBeVisible({ timeout: 60_000 })
  expect(await off()).toBe(MANY)
})
