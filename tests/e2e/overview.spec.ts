import { z } from 'zod'
import { expect, test } from './support/dashboard.ts'
import { lookEverywhere } from './support/look.ts'

const identified = z.object({ id: z.string() })

test('an operator sees what fails at one host over all consumers, and recovers all of it at once', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  await api('PATCH', `/api/v1/app/${instance.id}`, { retrySchedule: [0] })
  receiver.behave({ status: 503 })
  for (const description of ['Ledger sync', 'Data lake'])
    await api('POST', `/api/v1/app/${instance.id}/endpoint`, { url: receiver.url, description })
  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: {} })
  await receiver.waitFor(2)
  await dashboard.goto(`/${instance.id}/overview`)
  const attention = dashboard.getByRole('region', { name: 'Needs attention' })
  await expect(attention.getByText('2 of 2 consumers')).toBeVisible({ timeout: 15_000 })
  const givenUp =
    'It answers 503: it fails on its side. Nothing of it is tried again: recover it once that is repaired.'
  await expect(attention.getByText(givenUp)).toHaveCount(2)
  const failures = dashboard.getByRole('region', { name: 'Failures by cause' })
  await expect(failures.getByText('2 attempts failed for 2 consumers')).toBeVisible()

  receiver.behave({ status: 200 })
  await failures.getByRole('button', { name: `Recover failed… at ${new URL(receiver.url).host}` }).click()
  await dashboard.getByRole('button', { name: 'Recover them' }).click()
  await expect(dashboard.getByText('2 recoveries started')).toBeVisible()
  await dashboard.waitForURL('**/tasks')
  await receiver.waitFor(4)
  await expect(dashboard.getByText('1 of 1 sent')).toHaveCount(2)
})

test('the queue tile says what is tried again and what a paused consumer holds, and leads there', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  receiver.behave({ status: 503 })
  const endpoint = `/api/v1/app/${instance.id}/endpoint`
  await api('POST', endpoint, { url: receiver.url, description: 'Ledger sync' })
  const paused = identified.parse(await api('POST', endpoint, { url: receiver.url, description: 'Data lake' }))
  await api('PATCH', `${endpoint}/${paused.id}`, { paused: true })
  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: {} })
  await receiver.waitFor(2)
  await dashboard.goto(`/${instance.id}/overview`)
  await expect(dashboard.getByRole('link', { name: '1 held' })).toBeVisible()
  expect(await lookEverywhere(dashboard)).toEqual([])
  await dashboard.getByRole('link', { name: '1 retrying' }).click()
  await dashboard.waitForURL('**/logs?status=attempting')
  await expect(dashboard.getByRole('grid').getByText('invoice.paid')).toBeVisible()
  await dashboard.goBack()
  await dashboard.getByRole('link', { name: '1 held' }).click()
  await dashboard.waitForURL('**/consumers?state=paused')
  await expect(dashboard.getByRole('grid').getByText('Data lake')).toBeVisible()
})

test('an operator asks the chart by keyboard what happened when, and goes to the logs of that time', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  await api('POST', `/api/v1/app/${instance.id}/endpoint`, { url: receiver.url })
  const { id } = identified.parse(
    await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: {} }),
  )
  await receiver.waitFor(1)
  await dashboard.goto(`/${instance.id}/overview`)
  await dashboard.getByRole('radio', { name: '24 h' }).check()
  await dashboard.waitForURL('**/overview?range=24h')
  await expect(dashboard.getByRole('cell', { name: '1', exact: true }).first()).toBeAttached({ timeout: 15_000 })
  const chart = dashboard.getByRole('slider', { name: /^Attempts/ })
  await chart.focus()
  await expect(chart).toHaveAttribute('aria-valuetext', /1 delivered, 0 failed and retried, 0 failed for good/)
  await dashboard.keyboard.press('Enter')
  await dashboard.waitForURL('**/logs?from=*')
  await expect(dashboard.getByText(new RegExp(`${id.slice(-6)}$`)).first()).toBeVisible()
})

test('a request that was not let in shows on the overview with the reason, and leads to its source', async ({
  dashboard,
  api,
  instance,
}) => {
  const own = { 'x-instance-id': instance.id }
  const config = { secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' }
  const body = { name: 'Codat production', type: 'svix', config }
  const { ingestUrl } = await api<{ ingestUrl: string }>('POST', '/ingest/api/v1/source', body, own)
  const target = `${process.env.POSTHORN_TEST_URL}${new URL(ingestUrl).pathname}`
  await api('POST', `/api/v1/app/${instance.id}/endpoint`, { url: 'https://example.com' })
  expect((await fetch(target, { method: 'POST', body: '{}' })).status).toBe(401)
  await dashboard.goto(`/${instance.id}/overview`)
  const rejected = dashboard.getByRole('region', { name: 'Rejected on the way in' })
  await expect(rejected.getByText('missing_header')).toBeVisible()
  await rejected.getByRole('link', { name: 'Codat production' }).click()
  await dashboard.waitForURL('**/sources/src_*')
})
