import { expect, test } from './support/dashboard.ts'

const DESCRIPTION = {
  openapi: '3.1.0',
  info: { title: 'Bank', version: '1' },
  webhooks: Object.fromEntries(
    ['account.opened', 'account.closed'].map((name) => [
      name,
      {
        post: {
          summary: `An ${name}`,
          requestBody: {
            content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } } } } },
          },
        },
      },
    ]),
  ),
}

test('event types are imported from an OpenAPI description after a look at what changes', async ({
  dashboard,
  api,
  instance,
}) => {
  const headers = { 'x-instance-id': instance.id }
  await api('POST', '/api/v1/event-type', { name: 'account.opened', description: 'Old words' }, headers)
  await dashboard.goto(`/${instance.id}/event-types`)
  await dashboard.getByRole('button', { name: 'Import OpenAPI' }).click()
  await dashboard.getByLabel('Or paste its JSON').fill(JSON.stringify(DESCRIPTION))
  await dashboard.getByRole('button', { name: 'Show what changes' }).click()
  await expect(dashboard.getByText('1 new, 1 changed, 0 as they are.')).toBeVisible()
  await dashboard.getByRole('button', { name: 'Take over 2' }).click()
  await expect(dashboard.getByText('2 event types taken over')).toBeVisible()
  await expect(dashboard.getByRole('gridcell', { name: 'Account 2 types' })).toBeVisible()
  const grid = dashboard.getByRole('grid', { name: 'Event types' })
  await grid.getByText('account.closed', { exact: true }).click()
  await dashboard.waitForURL('**/event-types/account.closed')
  await expect(dashboard.getByText('An account.closed').first()).toBeVisible()
})

test('a company gets tags, and they decide which consumers its events reach', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const endpoint = `/api/v1/app/${instance.id}/endpoint`
  await api('POST', endpoint, { url: `${receiver.url}/uk`, description: 'Collections UK', channels: ['region:uk'] })
  await api('POST', endpoint, { url: `${receiver.url}/us`, description: 'Collections US', channels: ['region:us'] })
  await dashboard.goto(`/${instance.id}/companies`)
  await dashboard.getByRole('button', { name: 'Add company' }).click()
  const dialog = dashboard.getByRole('dialog', { name: 'Add company' })
  await dialog.getByLabel('Name').fill('Toft stores')
  await dialog.getByLabel('Id').fill('toft')
  await dialog.getByLabel('Tags').fill('region:uk')
  await dashboard.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Add company' }).click()
  await expect(dashboard.getByText('Toft stores added')).toBeVisible()

  await api('POST', `/api/v1/app/${instance.id}/msg`, {
    eventType: 'invoice.paid',
    payload: {
      id: '1',
      eventType: 'invoice.paid',
      generatedDate: '2026-11-20T10:00:00Z',
      payload: { referenceCompany: { id: 'toft', name: 'Toft stores' } },
    },
  })
  const [request] = await receiver.waitFor(1)
  expect(request?.path).toBe('/uk')
  await dashboard.getByRole('grid', { name: 'Companies' }).getByText('Toft stores').click()
  const drawer = dashboard.getByLabel('Company Toft stores')
  await expect(drawer.getByRole('link', { name: 'Collections UK' })).toBeVisible()
  await expect(drawer.getByText('invoice.paid')).toBeVisible()

  await drawer.getByRole('button', { name: 'Delete…' }).click()
  await dashboard.getByLabel('Type Toft stores to confirm').fill('Toft stores')
  await dashboard.getByRole('button', { name: 'Delete company' }).click()
  await expect(dashboard.getByText('Toft stores deleted')).toBeVisible()
})

test('while a consumer is being added, the preview says how many past messages it would have received', async ({
  dashboard,
  api,
  instance,
}) => {
  await api('POST', '/api/v1/event-type', { name: 'invoice.paid', description: '' }, { 'x-instance-id': instance.id })
  for (const region of ['uk', 'us', 'us'])
    await api('POST', `/api/v1/app/${instance.id}/msg`, {
      eventType: 'invoice.paid',
      channels: [`region:${region}`],
      payload: {},
    })
  await dashboard.goto(`/${instance.id}/consumers/add`)
  await dashboard.getByRole('checkbox', { name: 'Every event type, also those to come' }).check({ force: true })
  await expect(dashboard.getByText('of the last 3 messages')).toBeVisible()
  await dashboard.getByLabel('Company tags').fill('region:us')
  await dashboard.keyboard.press('Enter')
  await expect(dashboard.getByLabel('2 match, 1 fail on tags, 0 are of other event types')).toBeVisible()
  await dashboard.getByLabel('URL', { exact: true }).fill('https://example.com/hooks')
  await dashboard.getByRole('button', { name: 'Add consumer', exact: true }).click()
  await dashboard.waitForURL('**/consumers/ep_*')
  await expect(dashboard.getByRole('definition').filter({ hasText: 'region:us' })).toBeVisible()
})

test('an event type is added with its schema, drawn as a tree, and marked as deprecated, which can be undone', async ({
  dashboard,
  instance,
}) => {
  await dashboard.goto(`/${instance.id}/event-types`)
  await dashboard.getByRole('button', { name: 'Add event type' }).first().click()
  const dialog = dashboard.getByRole('dialog', { name: 'Add event type' })
  await dialog.getByLabel('Name').fill('invoice.paid')
  await dialog.getByLabel('Description').fill('An invoice was paid')
  const schema = {
    type: 'object',
    properties: { total: { type: 'number' }, sum: { type: 'number', deprecated: true } },
  }
  await dialog.getByLabel('JSON Schema').fill(JSON.stringify(schema))
  await dialog.getByRole('button', { name: 'Add event type' }).click()
  await expect(dashboard.getByText('invoice.paid added')).toBeVisible()
  await dashboard.getByRole('grid', { name: 'Event types' }).getByText('invoice.paid', { exact: true }).click()
  await dashboard.waitForURL('**/event-types/invoice.paid')
  const drawn = dashboard.getByRole('region', { name: 'Schema' })
  await expect(drawn.getByText('total', { exact: true })).toBeVisible()
  await expect(drawn.getByText('deprecated')).toHaveCount(1)

  await dashboard.getByRole('button', { name: 'More' }).click()
  await dashboard.getByRole('menuitem', { name: 'Mark as deprecated' }).click()
  await expect(dashboard.getByText('invoice.paid marked as deprecated')).toBeVisible()
  await dashboard.getByRole('button', { name: 'Undo' }).click()
  await expect(dashboard.getByText('invoice.paid in use again')).toBeVisible()

  await dashboard.getByRole('button', { name: 'Edit…' }).click()
  const edit = dashboard.getByRole('dialog', { name: 'Edit invoice.paid' })
  await edit.getByLabel('Group').fill('Billing')
  await edit.getByLabel('Example').fill('{"total": 12}')
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(dashboard.getByText('invoice.paid saved')).toBeVisible()
  await expect(dashboard.getByText('group Billing')).toBeVisible()
  await expect(dashboard.getByRole('region', { name: 'Example' }).getByText('12')).toBeVisible()
  await expect(drawn.getByText('total', { exact: true })).toBeVisible()
})

test('a preset says what it would add, adds it, and finds nothing more to do', async ({ dashboard, instance }) => {
  await dashboard.goto(`/${instance.id}/event-types`)
  await dashboard.getByRole('button', { name: 'Load preset…' }).first().click()
  const dialog = dashboard.getByRole('dialog', { name: 'Load the Codat event types' })
  await expect(dialog.getByText(/^\d+ new, 0 changed, 0 as they are\.$/)).toBeVisible()
  await dialog.getByRole('button', { name: /^Take over/ }).click()
  await expect(dashboard.getByText(/^\d+ event types taken over$/)).toBeVisible()
  const grid = dashboard.getByRole('grid', { name: 'Event types' })
  await dashboard.getByRole('searchbox').fill('invoices.write')
  await expect(grid.getByText('invoices.write.successful', { exact: true })).toBeVisible()

  await dashboard.getByRole('button', { name: 'Load preset…' }).click()
  await expect(dialog.getByText(/^0 new, 0 changed, \d+ as they are\.$/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^Take over/ })).toBeDisabled()
})
