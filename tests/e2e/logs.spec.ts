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
