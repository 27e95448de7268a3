import type { Page } from '@playwright/test'
import { z } from 'zod'
import { countAttempts, letWait } from './support/consumer-trouble.ts'
import { expect, test } from './support/dashboard.ts'
import { lookEverywhere } from './support/look.ts'

const idSchema = z.object({ id: z.string() })
const WAITING = 250

/** Names in the order of the list. */
const namesIn = (page: Page) =>
  page
    .getByRole('grid', { name: 'Consumers' })
    .getByRole('checkbox', { name: /^Select (?!all)/ })
    .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')?.replace('Select ', '')))

/** Shows only consumers in a state. */
async function filterBy(page: Page, state: string): Promise<void> {
  await page.getByRole('button', { name: 'State' }).first().click()
  await page.getByRole('option', { name: state }).click()
}

test('an operator finds the consumers that are behind or slow by their state, and the page of each says the same and what to do', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const add = async (description: string, fields: object = {}) => {
    const body = { url: receiver.url, description, filterTypes: ['none.such'], ...fields }
    return idSchema.parse(await api('POST', `/api/v1/app/${instance.id}/endpoint`, body)).id
  }
  const behind = await add('Data lake', { filterTypes: ['burst'], rateLimit: 1 })
  const slow = await add('Credit monitor')
  await add('Ledger sync')
  const post = () => api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'burst', payload: {} })
  await Promise.all(Array.from({ length: WAITING }, post))
  await letWait(behind)
  await countAttempts(slow, { success: 60, failure: 0, ms: 14_000 })

  await dashboard.goto(`/${instance.id}/consumers`)
  const grid = dashboard.getByRole('grid', { name: 'Consumers' })
  await expect(grid.getByText('Backlog', { exact: true })).toBeVisible()
  await expect(grid.getByText(/^began \d+ min ago$/)).toBeVisible()
  await expect(grid.getByText('Slow', { exact: true })).toBeVisible()
  await expect(grid.getByText(/^p95 14\.\d s$/)).toBeVisible()
  expect(await lookEverywhere(dashboard)).toEqual([])
  await dashboard.setViewportSize({ width: 1440, height: 900 })

  await filterBy(dashboard, 'Backlog')
  await expect.poll(() => namesIn(dashboard)).toEqual(['Data lake'])
  await dashboard.getByRole('button', { name: 'Clear State' }).click()
  await filterBy(dashboard, 'Slow')
  await expect.poll(() => namesIn(dashboard)).toEqual(['Credit monitor'])

  await grid.getByText('Credit monitor').click()
  await expect(dashboard.getByText(/^One attempt in twenty takes 14\.\d s or longer\.$/)).toBeVisible()
  await expect(dashboard.getByText('Slow', { exact: true })).toBeVisible()
  await dashboard.goto(`/${instance.id}/consumers/${behind}`)
  await expect(dashboard.getByText('Backlog', { exact: true })).toBeVisible()
  await expect(dashboard.getByText('More comes in than the rate limit of 1/s lets out.')).toBeVisible()
  await dashboard.getByRole('link', { name: 'Edit the rate limit' }).click()
  await dashboard.waitForURL(`**/consumers/${behind}/edit`)

  await dashboard.goto(`/${instance.id}/overview`)
  const attention = dashboard.getByRole('region', { name: 'Needs attention' })
  await expect(attention.getByText('Backlog', { exact: true })).toBeVisible()
})

test('an operator sorts the list by what fails most and by what is slowest, and back', async ({
  dashboard,
  api,
  instance,
}) => {
  for (const [description, success, failure, ms] of [
    ['Sound', 100, 0, 40],
    ['Half', 50, 50, 9_000],
    ['Hardly', 5, 95, 900],
  ] as const) {
    const made = await api('POST', `/api/v1/app/${instance.id}/endpoint`, { url: 'https://example.com', description })
    await countAttempts(idSchema.parse(made).id, { success, failure, ms })
  }
  await api('POST', `/api/v1/app/${instance.id}/endpoint`, { url: 'https://example.com', description: 'New' })
  const noted = async () => {
    const { data } = await api<{ data: { description: string }[] }>(
      'GET',
      `/api/v1/app/${instance.id}/endpoint?sort=p95&order=descending`,
    )
    return data.map(({ description }) => description)
  }
  await expect.poll(noted).toEqual(['Half', 'Hardly', 'Sound', 'New'])

  await dashboard.goto(`/${instance.id}/consumers`)
  const share = dashboard.getByRole('columnheader', { name: 'Last 24 h' })
  await expect(share).toHaveAttribute('aria-sort', 'none')
  await expect.poll(() => namesIn(dashboard)).toEqual(['New', 'Hardly', 'Half', 'Sound'])
  const before = await share.getByRole('button').boundingBox()
  await share.getByRole('button').click()
  await expect.poll(() => namesIn(dashboard)).toEqual(['Hardly', 'Half', 'Sound', 'New'])
  await expect(share).toHaveAttribute('aria-sort', 'ascending')
  expect(await share.getByRole('button').boundingBox()).toEqual(before)

  const p95 = dashboard.getByRole('columnheader', { name: 'p95' })
  await p95.getByRole('button').press('Enter')
  await expect.poll(() => namesIn(dashboard)).toEqual(['Half', 'Hardly', 'Sound', 'New'])
  await expect(p95).toHaveAttribute('aria-sort', 'descending')
  await expect(share).toHaveAttribute('aria-sort', 'none')
  await p95.getByRole('button').press('Enter')
  await expect.poll(() => namesIn(dashboard)).toEqual(['New', 'Sound', 'Hardly', 'Half'])
  await p95.getByRole('button').press('Enter')
  await expect(p95).toHaveAttribute('aria-sort', 'none')

  await dashboard.setViewportSize({ width: 360, height: 740 })
  await expect(share).toBeHidden()
  await dashboard.getByRole('button', { name: 'Sort', exact: true }).click()
  await dashboard.getByRole('option', { name: 'p95, descending' }).click()
  await expect.poll(() => namesIn(dashboard)).toEqual(['Half', 'Hardly', 'Sound', 'New'])
  await dashboard.getByRole('button', { name: 'Clear Sort' }).click()
  await expect.poll(() => namesIn(dashboard)).toEqual(['New', 'Hardly', 'Half', 'Sound'])
})
