import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from './support/dashboard.ts'
import { lookEverywhere } from './support/look.ts'

const identified = z.object({ id: z.string() })

const withEntity = (entity: string) => `function handler(webhook) {
  console.log('from ' + webhook.payload.company);
  webhook.payload.entity = '${entity}';
  delete webhook.payload.links;
  return webhook;
}`

async function write(page: Page, code: string) {
  await page.getByRole('textbox', { name: 'Transformation code' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(code)
}

async function save(page: Page, code: string) {
  await write(page, code)
  await page.getByRole('button', { name: 'Save version' }).click()
}

test('an operator sees a past message before and after a transformation, what it printed, and how two versions differ', async ({
  addConsumer,
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const id = await addConsumer({ url: receiver.url })
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

  await dashboard.getByRole('switch', { name: 'Transformation on' }).click({ force: true })
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

test('code that is not saved is there again after another tab, another page and a reload, until it is discarded', async ({
  addConsumer,
  dashboard,
  instance,
}) => {
  const id = await addConsumer()
  await dashboard.goto(`/${instance.id}/consumers/${id}?tab=advanced`)
  const editor = dashboard.getByRole('textbox', { name: 'Transformation code' })
  await save(dashboard, withEntity('NL-1'))
  await expect(dashboard.getByText('Off, version 1')).toBeVisible()
  await write(dashboard, withEntity('NL-2'))
  await expect(dashboard.getByRole('button', { name: 'Save version 2' })).toBeEnabled()
  const back = dashboard.getByText('Your unsaved draft is back, begun on version 1.')
  await expect(back).toHaveCount(0)

  const tab = (name: string) => dashboard.getByRole('tab', { name }).click()
  const ways: readonly (() => Promise<unknown>)[] = [
    () => tab('Verify').then(() => tab('Advanced')),
    async () => {
      await dashboard.getByRole('link', { name: 'Sources' }).click()
      await dashboard.waitForURL('**/sources')
      await dashboard.goBack()
    },
    () => dashboard.reload(),
  ]
  for (const leaveAndReturn of ways) {
    await leaveAndReturn()
    await expect(editor).toContainText('NL-2')
    await expect(back).toBeVisible()
  }
  expect(await lookEverywhere(dashboard)).toEqual([])

  await dashboard.getByRole('button', { name: 'Discard draft' }).click()
  await expect(editor).toContainText('NL-1')
  await dashboard.getByRole('button', { name: 'Undo' }).click()
  await expect(editor).toContainText('NL-2')
  await dashboard.getByRole('button', { name: 'Discard draft' }).click()
  await dashboard.reload()
  await expect(editor).toContainText('NL-1')
  await expect(back).toHaveCount(0)
})

test('a tab is not closed over code that is not saved without a question', async ({
  addConsumer,
  dashboard,
  instance,
}) => {
  const id = await addConsumer()
  await dashboard.goto(`/${instance.id}/consumers/${id}?tab=advanced`)
  await write(dashboard, withEntity('NL-1'))
  const asked = dashboard.waitForEvent('dialog')
  await dashboard.close({ runBeforeUnload: true })
  const question = await asked
  expect(question.type()).toBe('beforeunload')
  await question.dismiss()
  await expect(dashboard.getByRole('textbox', { name: 'Transformation code' })).toContainText('NL-1')
})
