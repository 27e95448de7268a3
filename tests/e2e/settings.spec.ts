import { startReceiver } from '#tests/support/receiver.ts'
import { expect, test } from './support/dashboard.ts'

test('an operator gives an instance its own retry schedule, drawn as it is typed, and takes it back', async ({
  dashboard,
  api,
  instance,
}) => {
  const schedule = async () =>
    (await api<{ retrySchedule: number[] }>('GET', `/api/v1/app/${instance.id}`)).retrySchedule
  await dashboard.goto(`/${instance.id}/settings`)
  const waits = dashboard.getByLabel('Wait before each attempt')
  await waits.fill('0 s, 30 s, soon')
  await expect(dashboard.getByText('"soon" is no time. Write 5 s, 30 min or 2 h.')).toBeVisible()
  await expect(dashboard.getByRole('button', { name: 'Save schedule' })).toBeDisabled()
  await waits.fill('0 s, 30 s, 2 h')
  await expect(dashboard.getByText('3 attempts over 2 h')).toBeVisible()
  await dashboard.getByRole('button', { name: 'Save schedule' }).click()
  await expect(dashboard.getByText('Retry schedule saved')).toBeVisible()
  expect(await schedule()).toEqual([0, 30, 7200])
  await dashboard.getByRole('button', { name: 'Use that of the installation' }).click()
  await expect(waits).toHaveValue('0 s, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h')
  expect(await schedule()).toEqual([])
})

test('an operator renames an instance, switches the older signature names off and deletes it by typing its name', async ({
  dashboard,
  api,
  instance,
}) => {
  await dashboard.goto(`/${instance.id}/settings`)
  await dashboard.getByLabel('Name', { exact: true }).fill('Renamed')
  await dashboard.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dashboard.getByRole('button', { name: 'Renamed, switch instance' })).toBeVisible()
  await dashboard.getByRole('switch', { name: /svix-id/ }).uncheck()
  await expect(dashboard.getByText('Signatures saved')).toBeVisible()
  expect(await api('GET', `/api/v1/app/${instance.id}`)).toMatchObject({ name: 'Renamed', svixHeaders: false })

  await dashboard.getByRole('button', { name: 'Delete instance…' }).click()
  const dialog = dashboard.getByRole('alertdialog')
  await expect(dialog.getByRole('button', { name: 'Delete instance' })).toBeDisabled()
  await dialog.getByLabel(/Type/).fill('Renamed')
  await dialog.getByRole('button', { name: 'Delete instance' }).click()
  await dashboard.waitForURL((url) => !url.pathname.startsWith(`/${instance.id}`))
})

test('an operator is told by a signed alert when a delivery has failed for good, and can rotate its secret', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const alerts = await startReceiver()
  await dashboard.goto(`/${instance.id}/settings/alerts`)
  await dashboard.getByRole('button', { name: 'Add endpoint…' }).click()
  await dashboard.getByLabel('URL', { exact: true }).fill('nowhere')
  await dashboard.getByRole('button', { name: 'Add endpoint', exact: true }).click()
  await expect(dashboard.getByLabel('URL', { exact: true })).toHaveAttribute('aria-invalid', 'true')
  await dashboard.getByLabel('URL', { exact: true }).fill(alerts.url)
  await dashboard.getByLabel('Description').fill('On-call pager')
  await dashboard.getByRole('button', { name: 'Add endpoint', exact: true }).click()
  await expect(dashboard.getByText('On-call pager added')).toBeVisible()
  await expect(dashboard.getByText('endpoint.disabled, message.attempt.exhausted')).toBeVisible()

  receiver.behave({ status: 500 })
  await api('PATCH', `/api/v1/app/${instance.id}`, { retrySchedule: [0] })
  await api('POST', `/api/v1/app/${instance.id}/endpoint`, { url: receiver.url })
  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: {} })
  const [alert] = await alerts.waitFor(1)
  expect(JSON.parse(String(alert?.body))).toMatchObject({ type: 'message.attempt.exhausted' })
  expect(alert?.headers['webhook-signature']).toMatch(/^v1,/)

  await dashboard.getByRole('button', { name: 'Show the signing secret' }).click()
  const shown = dashboard.getByText(/^whsec_[\w+/=]{20,}$/)
  const before = await shown.innerText()
  await dashboard.getByRole('button', { name: 'Rotate…' }).click()
  await dashboard.getByRole('button', { name: 'Rotate it' }).click()
  await expect(dashboard.getByText('Signing secret rotated')).toBeVisible()
  await dashboard.getByRole('button', { name: 'Show the signing secret' }).click()
  expect(await shown.innerText()).not.toBe(before)

  await dashboard.getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(dashboard.getByText('On-call pager disabled')).toBeVisible()
  await dashboard.getByRole('button', { name: 'Delete On-call pager' }).click()
  await dashboard.getByRole('alertdialog').getByLabel(/Type/).fill('On-call pager')
  await dashboard.getByRole('button', { name: 'Delete endpoint' }).click()
  await expect(dashboard.getByText('Nobody is alerted')).toBeVisible()
  await alerts.close()
})

test('an operator makes a token, sees it once, uses it, and revokes it', async ({ dashboard, instance }) => {
  await dashboard.goto(`/${instance.id}/settings/tokens`)
  await dashboard.getByRole('button', { name: 'Create token…' }).click()
  await dashboard.getByLabel('Name').fill('billing')
  await dashboard.getByRole('radio', { name: 'viewer' }).check()
  await dashboard.getByRole('button', { name: 'Create token', exact: true }).click()
  const token = (await dashboard.getByRole('dialog').getByText(/^sk_/).innerText()).trim()
  await dashboard.getByRole('button', { name: 'I have copied it' }).click()
  const ask = async () => {
    const response = await fetch(`${process.env.POSTHORN_TEST_URL}/api/v1/app/${instance.id}/endpoint`, {
      headers: { authorization: `Bearer ${token}` },
    })
    return response.status
  }
  expect(await ask()).toBe(200)
  await dashboard.getByRole('button', { name: 'Revoke billing' }).click()
  await dashboard.getByRole('button', { name: 'Revoke token' }).click()
  await expect(dashboard.getByText('billing revoked')).toBeVisible()
  expect(await ask()).toBe(401)
})

test('the audit log shows a change with before and after, and no secret', async ({ dashboard, api, instance }) => {
  const url = 'https://example.com/hooks'
  const headers = { authorization: 'Bearer not-for-the-log' }
  const { id } = await api<{ id: string }>('POST', `/api/v1/app/${instance.id}/endpoint`, { url, headers })
  await api('PATCH', `/api/v1/app/${instance.id}/endpoint/${id}`, { description: 'Ledger sync' })
  await dashboard.goto(`/${instance.id}/settings/audit`)
  await dashboard.getByRole('row', { name: /consumer.update/ }).click()
  const change = dashboard.getByRole('complementary', { name: 'Change consumer.update' })
  await expect(change.getByText('Ledger sync').first()).toBeVisible()
  await dashboard.getByRole('row', { name: /consumer.create/ }).click()
  await expect(
    dashboard.getByRole('complementary', { name: 'Change consumer.create' }).getByText(`"${url}"`),
  ).toBeVisible()
  expect(await dashboard.locator('body').innerText()).not.toContain('not-for-the-log')
  await expect(dashboard.getByRole('complementary').getByRole('link', { name: url })).toHaveAttribute(
    'href',
    new RegExp(id),
  )

  const changes = dashboard.getByRole('grid').getByRole('row', { name: /consumer\.(create|update)/ })
  await expect(changes).toHaveCount(2)
  const who = await changes.first().getByRole('gridcell').nth(1).innerText()
  await dashboard.getByRole('searchbox', { name: 'Who' }).fill(who.slice(1, 4).toUpperCase())
  await dashboard.waitForURL(/[?&]actor=/)
  await expect(changes).toHaveCount(2)
  await dashboard.getByRole('searchbox', { name: 'Who' }).fill('nobody of that name')
  await expect(dashboard.getByRole('heading', { name: 'Nothing matches 1 filter' })).toBeVisible()
  await dashboard.getByRole('button', { name: 'Clear filters' }).click()
  await expect(changes).toHaveCount(2)
})

test('the system page says which workers run, and that what a paused consumer holds is not late', async ({
  dashboard,
  api,
  instance,
}) => {
  const paused = { url: 'https://example.com/hooks', description: 'Held back' }
  const { id } = await api<{ id: string }>('POST', `/api/v1/app/${instance.id}/endpoint`, paused)
  await dashboard.goto(`/${instance.id}/consumers/${id}`)
  await dashboard.getByRole('button', { name: 'Actions for Held back' }).click()
  await dashboard.getByRole('menuitem', { name: 'Pause' }).click()
  await expect(dashboard.getByText('Held back paused')).toBeVisible()
  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: {} })

  await dashboard.goto(`/${instance.id}/settings/system`)
  const workers = dashboard.getByRole('region', { name: 'Workers' })
  await expect(workers.getByText('Running')).toBeVisible()
  await expect(workers.getByText(/^lag \d/)).toBeVisible()
  await expect(dashboard.getByText(/^\d+ due now, [1-9]\d* held by a pause$/)).toBeVisible()
  const about = dashboard.getByRole('region', { name: 'Installation' })
  await expect(about.getByText(/^PostgreSQL \d+\.\d+.*, embedded$/)).toBeVisible()
  await expect(about.getByText(/ free of /).first()).toBeVisible()
})
