import { z } from 'zod'
import { expect, test } from './support/dashboard.ts'

const identified = z.object({ id: z.string() })

test('an operator reads why a consumer fails, and recovers what was lost once it is repaired, with its count first', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  await api('PATCH', `/api/v1/app/${instance.id}`, { retrySchedule: [0] })
  receiver.behave({ status: 503, body: 'down for repair' })
  const fields = { url: receiver.url, description: 'Ledger sync' }
  const { id } = identified.parse(await api('POST', `/api/v1/app/${instance.id}/endpoint`, fields))
  for (const invoice of ['1', '2', '3'])
    await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: { id: invoice } })
  await receiver.waitFor(3)
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  // Health is written every two seconds and read every two.
  await expect(dashboard.getByText('Failing', { exact: true }).first()).toBeVisible({ timeout: 15_000 })
  await expect(dashboard.getByText('It answered 503: it failed on its side.').first()).toBeVisible()

  receiver.behave({ status: 200 })
  await dashboard.getByRole('button', { name: 'Recover failed…' }).click()
  await expect(dashboard.getByText('3 messages, as fast as the receiver answers')).toBeVisible()
  await dashboard.getByRole('button', { name: 'Recover 3 messages' }).click()
  await expect(dashboard.getByText('Recovery started')).toBeVisible()
  await receiver.waitFor(6)
  // Health is written every two seconds and read every two.
  await expect(dashboard.getByText('Healthy', { exact: true }).first()).toBeVisible({ timeout: 15_000 })
  await dashboard.goto(`/${instance.id}/tasks`)
  await expect(dashboard.getByText('3 of 3')).toBeVisible()
})

test('an operator limits a consumer, and watches its queue drain at that rate', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const fields = { url: receiver.url, description: 'Slow one' }
  const { id } = identified.parse(await api('POST', `/api/v1/app/${instance.id}/endpoint`, fields))
  await dashboard.goto(`/${instance.id}/consumers/${id}/edit`)
  await dashboard.getByLabel('Rate limit').fill('5')
  await dashboard.getByRole('button', { name: 'Save' }).click()
  await dashboard.waitForURL(`**/consumers/${id}`)
  await expect(dashboard.getByText('5/s')).toBeVisible()
  await Promise.all(
    Array.from({ length: 25 }, (_, index) =>
      api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: { id: index } }),
    ),
  )
  await expect(dashboard.getByText(/^\d+ in the queue, drains in \d+ s$/)).toBeVisible()
  await receiver.waitFor(25, { withinMs: 15_000 })
  await expect(dashboard.getByText(/in the queue/)).toBeHidden()
})

test('a triage is worked without a mouse: find, open, read, resend', async ({ dashboard, api, instance, receiver }) => {
  receiver.behave({ status: 401, headers: { 'www-authenticate': 'Basic realm="hooks"' } })
  const fields = { url: receiver.url, description: 'T2K mirror' }
  await api('POST', `/api/v1/app/${instance.id}/endpoint`, fields)
  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: { id: '1' } })
  await receiver.waitFor(1)
  await dashboard.goto(`/${instance.id}/overview`)
  await dashboard.keyboard.press('Control+k')
  await expect(dashboard.getByPlaceholder('Page, consumer, company, id or action')).toBeFocused()
  await dashboard.keyboard.type('T2K')
  await dashboard.keyboard.press('Enter')
  await dashboard.waitForURL('**/consumers/ep_*')
  await expect(dashboard.getByRole('grid', { name: 'Attempts' }).getByText('invoice.paid').first()).toBeVisible()
  await dashboard.keyboard.press('j')
  await dashboard.keyboard.press('Enter')
  const opened = dashboard.getByLabel('Attempt', { exact: true })
  await expect(opened.getByText('The receiver wants Basic credentials')).toBeVisible()
  receiver.behave({ status: 200 })
  await dashboard.keyboard.press('r')
  await expect(dashboard.getByText('Sent again')).toBeVisible()
  await expect(dashboard.getByRole('grid', { name: 'Attempts' }).getByText('Delivered').first()).toBeVisible()
  await dashboard.keyboard.press('Escape')
  await expect(opened).toBeHidden()
})

test('an operator reads which header a receiver wants, adds it, sends again, and it is delivered', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  receiver.behave(({ headers }) =>
    headers.authorization === 'Bearer of-letters'
      ? { status: 200 }
      : { status: 401, headers: { 'www-authenticate': 'Bearer realm="hooks"' } },
  )
  const fields = { url: receiver.url, description: 'T2K mirror' }
  const { id } = identified.parse(await api('POST', `/api/v1/app/${instance.id}/endpoint`, fields))
  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: { id: '1' } })
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  const attempts = dashboard.getByRole('grid', { name: 'Attempts' })
  await attempts.getByText('401').first().click()
  const drawer = dashboard.getByLabel('Attempt', { exact: true })
  await expect(drawer.getByText('The receiver wants Bearer credentials')).toBeVisible()
  await expect(drawer.getByRole('heading', { name: /^Attempt \d of 8$/ })).toBeVisible()
  await drawer.getByRole('link', { name: 'Add the header' }).click()
  await dashboard.getByRole('button', { name: 'Add header' }).click()
  const dialog = dashboard.getByRole('dialog', { name: 'Add header' })
  await dialog.getByLabel('Name').fill('Authorization')
  await dialog.getByLabel('Value').fill('Bearer of-letters')
  await dialog.getByRole('button', { name: 'Save header' }).click()
  await expect(dashboard.getByText('Authorization set')).toBeVisible()
  await expect(dashboard.getByText('Bearer of-letters')).toBeHidden()

  await dashboard.getByRole('tab', { name: 'Overview' }).click()
  await attempts
    .getByRole('button', { name: /^Actions for invoice\.paid/ })
    .first()
    .click()
  await dashboard.getByRole('menuitem', { name: /^(Try now|Resend)/ }).click()
  await expect(attempts.getByText('Delivered').first()).toBeVisible()
})
