import { readFile } from 'node:fs/promises'
import { expect, test } from './support/dashboard.ts'

test('an operator finds a message by its company and by a tag, and the address keeps the filter', async ({
  dashboard,
  api,
  instance,
}) => {
  const send = (company: string, region: string) =>
    api('POST', `/api/v1/app/${instance.id}/msg`, {
      eventType: 'invoice.paid',
      payload: {
        id: company,
        eventType: 'invoice.paid',
        generatedDate: '2026-11-20T10:00:00Z',
        payload: { referenceCompany: { id: company, name: `${company} Ltd`, tags: { region } } },
      },
    })
  await send('toft', 'uk')
  await send('minster', 'us')
  await dashboard.goto(`/${instance.id}/logs`)
  const rows = dashboard.getByRole('grid', { name: 'Messages' }).getByRole('row', { name: /invoice\.paid/ })
  await expect(rows).toHaveCount(2)
  await dashboard.getByRole('button', { name: 'Tag' }).click()
  await dashboard.getByRole('searchbox', { name: 'Search tag' }).fill('region:uk')
  await dashboard.getByRole('option', { name: 'region:uk' }).click()
  await expect(rows).toHaveCount(1)
  await expect(rows.getByText('toft')).toBeVisible()
  expect(new URL(dashboard.url()).searchParams.get('tag')).toBe('region:uk')

  await dashboard.goto(`/${instance.id}/logs?tag=region:us`)
  await expect(rows).toHaveCount(1)
  await expect(rows.getByText('minster')).toBeVisible()
  await dashboard.goto(`/${instance.id}/logs?tag=region:au`)
  await expect(dashboard.getByText('Tag: region:au')).toBeVisible()
  await dashboard.getByRole('button', { name: 'Clear filters' }).click()
  await expect(rows).toHaveCount(2)
})

test('the live log follows, stands still in a pause, and goes on where it stopped', async ({
  dashboard,
  api,
  instance,
}) => {
  const send = (eventType: string) =>
    api('POST', `/api/v1/app/${instance.id}/msg`, { eventType, payload: { id: eventType } })
  await dashboard.goto(`/${instance.id}/live`)
  await expect(dashboard.getByText('Following')).toBeVisible()
  const events = dashboard.getByRole('list', { name: 'Events, newest first' })
  await send('first.event')
  await expect(events.getByText('first.event')).toBeVisible()

  await dashboard.keyboard.press('p')
  await expect(dashboard.getByText(/^Paused at /)).toBeVisible()
  await send('second.event')
  await expect(dashboard.getByRole('button', { name: '1 new' })).toBeVisible()
  await expect(events.getByText('second.event')).toBeHidden()

  await dashboard.keyboard.press('p')
  await expect(events.getByText('second.event')).toBeVisible()
  await send('third.event')
  await expect(events.getByText('third.event')).toBeVisible()
})

test('text in a body is found, a later message waits among the scheduled ones, and the log is saved as a file', async ({
  dashboard,
  api,
  instance,
}) => {
  const send = (message: Record<string, unknown>) =>
    api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', ...message })
  await send({ payload: { note: 'the brass horn' } })
  await send({ payload: { note: 'the silver bell' } })
  await send({ payload: { note: 'tomorrow' }, deliverAt: new Date(Date.now() + 3_600_000).toISOString() })
  await dashboard.goto(`/${instance.id}/logs`)
  const rows = dashboard.getByRole('grid', { name: 'Messages' }).getByRole('row', { name: /invoice\.paid/ })
  await expect(rows).toHaveCount(3)
  await dashboard.keyboard.press('/')
  await dashboard.keyboard.type('brass horn')
  await expect(rows).toHaveCount(1)
  await expect.poll(() => new URL(dashboard.url()).searchParams.get('text')).toBe('brass horn')

  await dashboard.getByRole('button', { name: 'Export' }).click()
  const saved = dashboard.waitForEvent('download')
  await dashboard.getByRole('menuitem', { name: 'NDJSON, with bodies' }).click()
  const lines = (await readFile(await (await saved).path(), 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('the brass horn')

  await dashboard.goto(`/${instance.id}/logs`)
  await dashboard.getByRole('radio', { name: 'Scheduled' }).check()
  await expect(rows).toHaveCount(1)
  await expect(rows.getByText(/^in \d+ min/)).toBeVisible()
})

test('messages that come in while the log is read wait behind a pill, and the list stays put', async ({
  dashboard,
  api,
  instance,
}) => {
  const send = (eventType: string) => api('POST', `/api/v1/app/${instance.id}/msg`, { eventType, payload: {} })
  await send('first.event')
  await dashboard.goto(`/${instance.id}/logs`)
  const grid = dashboard.getByRole('grid', { name: 'Messages' })
  await expect(grid.getByText('first.event')).toBeVisible()
  await send('second.event')
  const pill = dashboard.getByRole('button', { name: '1 new' })
  await expect(pill).toBeVisible()
  await expect(grid.getByText('second.event')).toBeHidden()
  await pill.click()
  await expect(grid.getByText('second.event')).toBeVisible()
})

test('a line of the live log is reached and opened by keyboard', async ({ dashboard, api, instance }) => {
  await dashboard.goto(`/${instance.id}/live`)
  await expect(dashboard.getByText('Following')).toBeVisible()
  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'first.event', payload: {} })
  const line = dashboard.getByRole('list', { name: 'Events, newest first' }).getByRole('link', { name: /first\.event/ })
  await expect(line).toBeVisible()
  await dashboard.keyboard.press('j')
  await expect(line).toBeFocused()
  await dashboard.keyboard.press('Enter')
  await dashboard.waitForURL('**/logs/msg_*')
})
