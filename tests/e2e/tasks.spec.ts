import { expect, test } from './support/dashboard.ts'

/** More than a consumer that takes one a second takes while one looks. */
const MISSED = 120

test('a long replay shows how far it is, survives a reload and is cancelled', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  test.slow()
  const events = Array.from({ length: MISSED }, (_, index) => ({ eventType: 'invoice.paid', payload: { id: index } }))
  while (events.length > 0)
    await Promise.all(events.splice(0, 40).map((event) => api('POST', `/api/v1/app/${instance.id}/msg`, event)))
  const fields = { url: receiver.url, description: 'Data lake', rateLimit: 1 }
  const { id } = await api<{ id: string }>('POST', `/api/v1/app/${instance.id}/endpoint`, fields)
  const since = new Date(Date.now() - 3_600_000).toISOString()
  await api('POST', `/api/v1/app/${instance.id}/endpoint/${id}/replay-missing`, { since })

  await dashboard.goto(`/${instance.id}/tasks`)
  const row = dashboard.getByRole('row', { name: /Replay missing/ })
  await expect(row.getByText('Running')).toBeVisible()
  await expect(row.getByRole('progressbar')).toHaveAttribute('aria-label', /, [1-9]\d* of 120$/)
  await dashboard.reload()
  await expect(row.getByRole('progressbar')).toBeVisible()
  await expect(row.getByRole('link', { name: 'Data lake' })).toBeVisible()
  const asked = dashboard.getByRole('alertdialog', { name: 'Cancel Replay missing?' })
  const cancel = row.getByRole('button', { name: 'Cancel Replay missing' })
  await cancel.click()
  await expect(asked).toContainText('queued already and will still be sent')
  await asked.getByRole('button', { name: 'Let it run' }).click()
  await expect(row.getByText('Running')).toBeVisible()
  await cancel.click()
  await asked.getByRole('button', { name: 'Cancel task' }).click()
  await expect(dashboard.getByText('Replay missing cancelled')).toBeVisible()
  await expect(row.getByText('Cancelled', { exact: true })).toBeVisible()

  await dashboard.getByRole('button', { name: 'Status' }).click()
  await dashboard.getByRole('option', { name: 'Failed' }).click()
  await expect(dashboard.getByRole('heading', { name: 'Nothing matches 1 filter' })).toBeVisible()
  await dashboard.waitForURL('**/tasks?status=failed')
})
