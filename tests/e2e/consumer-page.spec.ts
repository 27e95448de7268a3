import type { Page } from '@playwright/test'
import { createAuthority } from '#tests/support/certificates.ts'
import { startReceiver } from '#tests/support/receiver.ts'
import { expect, test } from './support/dashboard.ts'

/** Sends on only what belongs to a company that is tagged as compliant in the US. */
const US_COMPLIANT = `function handler(webhook) {
  const { tags } = webhook.payload.payload.referenceCompany;
  if (tags.region !== 'us-compliant') webhook.cancel = true;
  return webhook;
}`

async function writeCode(page: Page, code: string) {
  await page.getByRole('textbox', { name: 'Transformation code' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(code)
  await page.keyboard.press('Control+Enter')
}

test('an operator writes a transformation that cancels by tag, tries it, switches it on, sees a cancelled success and rolls back', async ({
  addConsumer,
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const id = await addConsumer({ url: receiver.url })
  const send = (region: string) =>
    api('POST', `/api/v1/app/${instance.id}/msg`, {
      eventType: 'invoice.paid',
      payload: { id: region, payload: { referenceCompany: { id: 'toft', name: 'Toft stores', tags: { region } } } },
    })
  await send('uk')
  await receiver.waitFor(1)
  await dashboard.goto(`/${instance.id}/consumers/${id}?tab=advanced`)
  await writeCode(dashboard, US_COMPLIANT)
  await expect(dashboard.getByText('Cancelled: nothing would be sent', { exact: false })).toBeVisible()
  await dashboard.getByRole('button', { name: 'Save version 1' }).click()
  await expect(dashboard.getByText('Version 1 saved')).toBeVisible()
  await dashboard.getByText('Off, version 1').click()
  await expect(dashboard.getByText('On, version 1')).toBeVisible()

  await send('uk')
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  await expect(dashboard.getByRole('grid', { name: 'Attempts' }).getByText('Cancelled')).toBeVisible()
  await send('us-compliant')
  await receiver.waitFor(2)
  expect(receiver.requests.map(({ body }) => JSON.parse(String(body)).id)).toEqual(['uk', 'us-compliant'])
  await dashboard.goto(`/${instance.id}/logs?status=cancelled`)
  const cancelled = dashboard.getByRole('grid', { name: 'Messages' }).getByRole('row', { name: /invoice\.paid/ })
  await expect(cancelled).toHaveCount(1)

  await dashboard.goto(`/${instance.id}/consumers/${id}?tab=advanced`)
  await writeCode(dashboard, US_COMPLIANT.replace('us-compliant', 'us'))
  await dashboard.getByRole('button', { name: 'Save version 2' }).click()
  await expect(dashboard.getByText('On, version 2')).toBeVisible()
  await dashboard.getByRole('button', { name: 'Versions' }).click()
  await dashboard.getByRole('button', { name: 'Roll back to version 1' }).click()
  await expect(dashboard.getByText('Version 1 is the current one')).toBeVisible()
  await expect(dashboard.getByRole('textbox', { name: 'Transformation code' })).toContainText('us-compliant')
})

test('an error in a transformation is told with its line and column', async ({
  addConsumer,
  dashboard,
  api,
  instance,
}) => {
  const id = await addConsumer()
  await api('POST', '/api/v1/event-type', { name: 'bill.paid', description: '' }, { 'x-instance-id': instance.id })
  await dashboard.goto(`/${instance.id}/consumers/${id}?tab=advanced`)
  await dashboard.getByRole('textbox', { name: 'Transformation code' }).click()
  await dashboard.keyboard.press('Control+a')
  await dashboard.keyboard.insertText('function handler(webhook) {\n  return missing.payload;\n}')
  await dashboard.keyboard.press('Control+Enter')
  await expect(dashboard.getByText(/^Line 2, column \d+: /)).toBeVisible()
  await expect(dashboard.locator('.cm-lintRange-error')).toBeVisible()
})

test('an operator gives a client certificate and a private authority, and the connection test shows the handshake', async ({
  addConsumer,
  dashboard,
  instance,
}) => {
  const authority = await createAuthority('Meridian Root')
  const server = await authority.issue({ name: 'localhost', names: [{ type: 'dns', value: 'localhost' }] })
  const client = await authority.issue({ name: 'posthorn-client', startsInDays: -30, days: 50 })
  const receiver = await startReceiver({ tls: { ...server, clientCa: authority.cert } })
  try {
    const id = await addConsumer({ url: receiver.url })
    await dashboard.goto(`/${instance.id}/consumers/${id}?tab=advanced`)
    await dashboard.getByRole('button', { name: 'Set certificate…' }).click()
    const text = dashboard.getByLabel('Private key and certificate')
    await text.fill(`${client.cert}\n${client.key}`)
    await dashboard.getByRole('button', { name: 'Save certificate' }).click()
    await expect(dashboard.getByText('CN=posthorn-client').first()).toBeVisible()
    await expect(dashboard.getByText(/^(19|20) days left$/)).toBeVisible()

    await dashboard.getByRole('button', { name: 'Set private authority…' }).click()
    await dashboard.getByLabel('Certificates of the authority').fill(authority.cert)
    await dashboard.getByRole('button', { name: 'Save authority' }).click()
    await expect(dashboard.getByText('CN=Meridian Root').first()).toBeVisible()
    await dashboard.getByRole('button', { name: 'Test connection' }).click()
    const steps = dashboard.getByRole('list', { name: 'Steps of the connection test' })
    await expect(steps.getByText('answered 200')).toBeVisible()
    await expect(steps.getByText('certificate presented and not refused')).toBeVisible()
    expect(receiver.requests[0]?.clientSubject).toBe('posthorn-client')
  } finally {
    await receiver.close()
  }
})

test('an operator compares two attempts and purges what still waits', async ({
  addConsumer,
  dashboard,
  api,
  instance,
  receiver,
}) => {
  receiver.behave({ status: 503, body: '{"error":"busy"}' })
  const fields = { url: receiver.url, description: 'Ledger sync' }
  const id = await addConsumer(fields)
  for (const invoice of ['1', '2'])
    await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: { id: invoice } })
  await receiver.waitFor(2)
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  const boxes = dashboard.getByRole('grid', { name: 'Attempts' }).getByRole('checkbox', { name: /^Select invoice/ })
  await expect(boxes.nth(1)).toBeAttached()
  await boxes.nth(0).check({ force: true })
  await boxes.nth(1).check({ force: true })
  await dashboard.getByRole('button', { name: 'Compare' }).click()
  await expect(dashboard.getByRole('dialog', { name: 'Compare two attempts' })).toBeVisible()
  await dashboard.keyboard.press('Escape')

  await dashboard.getByRole('button', { name: 'Actions for Ledger sync' }).click()
  await dashboard.getByRole('menuitem', { name: 'Purge queue…' }).click()
  await dashboard.getByLabel('Type Ledger sync to confirm').fill('Ledger sync')
  await dashboard.getByRole('button', { name: 'Purge queue', exact: true }).click()
  await expect(dashboard.getByText('2 deliveries purged')).toBeVisible()
})

test('messages missed while a consumer was off are counted first and then replayed', async ({
  addConsumer,
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const fields = { url: receiver.url, description: 'Ledger sync', disabled: true }
  const id = await addConsumer(fields)
  for (const invoice of ['1', '2', '3'])
    await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: { id: invoice } })
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  await dashboard.getByRole('button', { name: 'Enable', exact: true }).click()
  await expect(dashboard.getByText('Ledger sync enabled')).toBeVisible()
  await dashboard.getByRole('button', { name: 'Actions for Ledger sync' }).click()
  await dashboard.getByRole('menuitem', { name: 'Replay missing…' }).click()
  await dashboard.getByRole('button', { name: 'Replay 3 messages' }).click()
  await receiver.waitFor(3)
  await expect(dashboard.getByRole('grid', { name: 'Attempts' }).getByText('replay').first()).toBeAttached()
})
