import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from './support/dashboard.ts'
import { lookEverywhere } from './support/look.ts'

const identified = z.object({ id: z.string() })
const CANCEL = 'function handler(webhook) {\n  webhook.cancel = true\n  return webhook\n}'

/** Figures, heads and cells of the attempts that do not fit, those left aside whose text may be shortened. */
const cutIn = (page: Page) =>
  page.getByRole('main').evaluate((main) => {
    const edge = main.querySelector('[role=grid]')?.getBoundingClientRect().right ?? 0
    return [...main.querySelectorAll<HTMLElement>('dl dt, dl dd, [role=columnheader], [role=gridcell]')]
      .filter((cell) => cell.closest('aside') === null && cell.querySelector('.truncate') === null)
      .filter((cell) => cell.scrollWidth > cell.clientWidth + 1 || cell.getBoundingClientRect().right > edge + 1)
      .map((cell) => cell.innerText)
  })

test('with an attempt open beside it the list still tells how long each took, and nothing in it is cut', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const fields = { url: receiver.url, description: 'Ledger sync' }
  const { id } = identified.parse(await api('POST', `/api/v1/app/${instance.id}/endpoint`, fields))
  for (const invoice of ['1', '2'])
    await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: { id: invoice } })
  await receiver.waitFor(2)
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  const list = dashboard.getByRole('grid', { name: 'Attempts' })
  await list.getByText('invoice.paid').first().click()
  await expect(dashboard.getByRole('complementary', { name: 'Attempt' })).toBeVisible()
  for (const width of [1280, 1440]) {
    await dashboard.setViewportSize({ width, height: 900 })
    await expect(list.getByRole('columnheader', { name: 'Latency' })).toBeVisible()
    await expect(list.getByText(/^\d+ ms$/).first()).toBeVisible()
    await expect.poll(() => cutIn(dashboard), `at ${width} px`).toEqual([])
  }
})

test('an attempt that its transformation cancelled says so, and shows no request or answer', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const path = `/api/v1/app/${instance.id}`
  const { id } = identified.parse(await api('POST', `${path}/endpoint`, { url: receiver.url }))
  await api('PATCH', `${path}/endpoint/${id}/transformation`, { code: CANCEL, enabled: true })
  await api('POST', `${path}/msg`, { eventType: 'invoice.paid', payload: { id: 'inv_1' } })
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  await dashboard.getByRole('grid', { name: 'Attempts' }).getByText('invoice.paid').click()
  const drawer = dashboard.getByRole('complementary', { name: 'Attempt' })
  await expect(drawer.getByText('The transformation cancelled it.')).toBeVisible()
  await expect(drawer.getByText('Cancelled', { exact: true })).toBeVisible()
  await expect(drawer.getByText('none was sent; this is the event, 14 bytes')).toBeVisible()
  await expect(drawer.getByText('"inv_1"')).toBeVisible()
  await expect(drawer.getByText('Response')).toBeHidden()
  await expect(drawer.getByText('webhook-signature')).toBeHidden()
  expect(await lookEverywhere(dashboard)).toEqual([])
})

test('whatever an attempt sent and got back can be copied: the URL, each header, the bodies', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  await dashboard.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  receiver.behave({ status: 200, headers: { 'x-trace': 'trace-1' }, body: 'thanks' })
  const path = `/api/v1/app/${instance.id}`
  const { id } = identified.parse(await api('POST', `${path}/endpoint`, { url: receiver.url }))
  await api('POST', `${path}/msg`, { eventType: 'invoice.paid', payload: { id: 'inv_1' } })
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  await dashboard.getByRole('grid', { name: 'Attempts' }).getByText('invoice.paid').click()
  const drawer = dashboard.getByRole('complementary', { name: 'Attempt' })
  const copied = async (label: string) => {
    await drawer.getByRole('button', { name: `Copy ${label}`, exact: true }).press('Enter')
    await expect(drawer.getByText(`Copied ${label}`)).toBeAttached()
    return dashboard.evaluate(() => navigator.clipboard.readText())
  }
  expect(await copied('URL')).toBe(receiver.url)
  expect(await copied('x-trace')).toBe('trace-1')
  expect(await copied('response body')).toBe('thanks')
  expect(await copied('request body')).toBe('{"id":"inv_1"}')
})
