import type { Locator } from '@playwright/test'
import { expect, test } from './support/dashboard.ts'
import { lookEverywhere } from './support/look.ts'

const PHONE = { width: 360, height: 780 }

/** Where it stands in the window. */
async function edgesOf(element: Locator) {
  const { x, y, width, height } = (await element.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  return { left: x, right: x + width, top: y, bottom: y + height }
}

test('several consumers are paused at once, which holds their queues, and resumed by undo', async ({
  addConsumer,
  dashboard,
  instance,
}) => {
  for (const description of ['First', 'Second']) await addConsumer({ description })
  await dashboard.goto(`/${instance.id}/consumers`)
  const grid = dashboard.getByRole('grid', { name: 'Consumers' })
  await grid.getByRole('checkbox', { name: 'Select all loaded rows' }).check({ force: true })
  await dashboard.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(dashboard.getByText('2 consumers paused')).toBeVisible()
  await expect(dashboard.getByText('Their queues are held and no step of the schedule is used up.')).toBeVisible()
  await expect(grid.getByText('Paused', { exact: true })).toHaveCount(2)
  await dashboard.getByRole('button', { name: 'Undo' }).click()
  await expect(grid.getByText('New', { exact: true })).toHaveCount(2)
})

test('on a phone everything that can be done to many consumers is within reach, and a notice hides none of it', async ({
  addConsumer,
  dashboard,
  instance,
}) => {
  for (const description of ['First', 'Second', 'Third']) await addConsumer({ description })
  await dashboard.setViewportSize(PHONE)
  await dashboard.goto(`/${instance.id}/consumers`)
  const choose = (name: string) => dashboard.getByRole('checkbox', { name: `Select ${name}` }).check({ force: true })
  await choose('First')
  await choose('Second')
  const bar = dashboard.getByRole('region', { name: 'Selected rows' })
  expect(await bar.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
  expect(await lookEverywhere(dashboard)).toEqual([])
  await dashboard.setViewportSize(PHONE)

  await bar.getByRole('button', { name: 'More actions' }).click()
  await expect(dashboard.getByRole('menuitem')).toHaveText(['Pause', 'Resume', 'Delete…'])
  await dashboard.getByRole('menuitem', { name: 'Pause' }).click()
  const notice = dashboard.getByRole('listitem').filter({ hasText: '2 consumers paused' })
  await expect(notice).toBeVisible()
  await expect(bar).toBeHidden()
  await choose('Third')
  await expect(bar).toBeVisible()
  const navigation = await edgesOf(dashboard.getByRole('navigation', { name: 'Main' }))
  await expect.poll(async () => (await edgesOf(notice)).bottom).toBeLessThanOrEqual((await edgesOf(bar)).top)
  expect((await edgesOf(bar)).bottom).toBeLessThanOrEqual(navigation.top)
  expect((await edgesOf(notice)).left).toBeGreaterThanOrEqual(0)
  expect((await edgesOf(notice)).right).toBeLessThanOrEqual(PHONE.width)
})

test('on a phone two attempts are compared from the bar, which stands above the navigation', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  receiver.behave({ status: 503 })
  const fields = { url: receiver.url, description: 'Ledger sync' }
  const { id } = await api<{ id: string }>('POST', `/api/v1/app/${instance.id}/endpoint`, fields)
  for (const invoice of ['1', '2'])
    await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: { id: invoice } })
  await receiver.waitFor(2)
  await dashboard.setViewportSize(PHONE)
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  const boxes = dashboard.getByRole('grid', { name: 'Attempts' }).getByRole('checkbox', { name: /^Select invoice/ })
  await expect(boxes.nth(1)).toBeAttached()
  await boxes.nth(0).check({ force: true })
  await boxes.nth(1).check({ force: true })
  const bar = dashboard.getByRole('region', { name: 'Selected rows' })
  expect(await bar.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
  const navigation = await edgesOf(dashboard.getByRole('navigation', { name: 'Main' }))
  expect((await edgesOf(bar)).bottom).toBeLessThanOrEqual(navigation.top)
  expect((await edgesOf(bar)).bottom).toBeGreaterThan(navigation.top - 40)
  await bar.getByRole('button', { name: 'More actions' }).click()
  await dashboard.getByRole('menuitem', { name: 'Compare' }).click()
  await expect(dashboard.getByRole('dialog', { name: 'Compare two attempts' })).toBeVisible()
})
