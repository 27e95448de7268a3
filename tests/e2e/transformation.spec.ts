import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from './support/dashboard.ts'

const identified = z.object({ id: z.string() })

const withEntity = (entity: string) => `function handler(webhook) {
  console.log('from ' + webhook.payload.company);
  webhook.payload.entity = '${entity}';
  delete webhook.payload.links;
  return webhook;
}`

async function save(page: Page, code: string) {
  await page.getByRole('textbox', { name: 'Transformation code' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(code)
  await page.getByRole('button', { name: 'Save version' }).click()
}

test('an operator sees a past message before and after a transformation, what it printed, and how two versions differ', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const { id } = identified.parse(await api('POST', `/api/v1/app/${instance.id}/endpoint`, { url: receiver.url }))
  const send = (company: string) =>
    api('POST', `/api/v1/app/${instance.id}/msg`, {
      eventType: 'invoice.paid',
      payload: { company, links: ['portal'] },
    })
  const older = identified.parse(await send('Toft stores'))
  await send('Minster')
  await receiver.waitFor(2)
  await dashboard.goto(`/${instance.id}/consumers/${id}?tab=advanced`)
  await save(dashboard, withEntity('NL-1'))
  await expect(dashboard.getByText('Off, version 1')).toBeVisible()

  const event = dashboard.getByRole('combobox', { name: 'Event to run on' })
  await event.fill(older.id)
  await dashboard.getByRole('option', { name: new RegExp(older.id.slice(-6)) }).click()
  const [before, after] = ['Event before', 'Event after'].map((name) => dashboard.getByRole('region', { name }))
  await expect(before?.getByText('Removed: "links"', { exact: false }) ?? event).toBeVisible()
  await expect(after?.getByText('Added: "entity": "NL-1"', { exact: false }) ?? event).toBeVisible()
  const console = dashboard.getByRole('region', { name: 'Console' })
  await expect(console.getByText('from Toft stores')).toBeVisible()
  await expect(console.getByText(/^returned, not cancelled, \d+ bytes → \d+ bytes$/)).toBeVisible()

  await dashboard.getByRole('switch', { name: 'Transformation on' }).check({ force: true })
  await expect(dashboard.getByText('On, version 1')).toBeVisible()
  await send('Maple Freight')
  await expect
    .poll(() => receiver.requests.map(({ body }) => JSON.parse(String(body))))
    .toContainEqual({ company: 'Maple Freight', entity: 'NL-1' })

  await save(dashboard, withEntity('NL-2'))
  await expect(dashboard.getByText('On, version 2')).toBeVisible()
  await dashboard.getByRole('button', { name: 'Versions' }).click()
  const versions = dashboard.getByRole('dialog', { name: 'Versions' })
  await versions.getByRole('button', { name: /^Version 1/ }).click()
  const difference = versions.getByRole('region', { name: 'Version 1 against the editor' })
  await expect(difference.getByText("Removed: webhook.payload.entity = 'NL-2'", { exact: false })).toBeVisible()
  await expect(difference.getByText("Added: webhook.payload.entity = 'NL-1'", { exact: false })).toBeVisible()
})
