import { expect, test } from './support/dashboard.ts'
import { gate } from './support/gate.ts'

test('an operator goes anywhere by the palette: a page, a company, a message by its id', async ({
  dashboard,
  api,
  instance,
}) => {
  const company = { externalId: 'co-1', name: 'Toft stores', tags: {} }
  await api('POST', `/api/v1/app/${instance.id}/company`, company)
  const sent = { eventType: 'invoice.paid', payload: { id: 1 } }
  const { id } = await api<{ id: string }>('POST', `/api/v1/app/${instance.id}/msg`, sent)
  await dashboard.goto(`/${instance.id}/overview`)
  const palette = dashboard.getByRole('dialog', { name: 'Search or run' })
  const search = async (text: string, entry: string | RegExp) => {
    await dashboard.keyboard.press('ControlOrMeta+k')
    await palette.getByRole('combobox').fill(text)
    await palette.getByRole('option', { name: entry }).click()
  }
  await search('audit', 'Settings: Audit log')
  await dashboard.waitForURL('**/settings/audit')
  await search('toft', /Toft stores/)
  await dashboard.waitForURL('**/companies?company=comp_*')
  await expect(dashboard.getByRole('complementary', { name: 'Company Toft stores' })).toBeVisible()
  await search(id, /Open message/)
  await dashboard.waitForURL(`**/logs/${id}`)
  await search('needle', /Messages with/)
  await dashboard.waitForURL('**/logs?text=needle')
})

test('an operator pauses a consumer by the palette, takes it back, and switches the theme', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const fields = { url: receiver.url, description: 'Ledger sync' }
  const { id } = await api<{ id: string }>('POST', `/api/v1/app/${instance.id}/endpoint`, fields)
  const isPaused = async () =>
    (await api<{ paused: boolean }>('GET', `/api/v1/app/${instance.id}/endpoint/${id}`)).paused
  await dashboard.goto(`/${instance.id}/logs`)
  const palette = dashboard.getByRole('dialog', { name: 'Search or run' })
  await dashboard.keyboard.press('ControlOrMeta+k')
  await expect(palette).toBeVisible()
  await dashboard.keyboard.type('pause ledger')
  await expect(dashboard.getByRole('option', { name: 'Pause Ledger sync' })).toBeVisible()
  await dashboard.keyboard.press('Enter')
  await expect(dashboard.getByText('Ledger sync paused')).toBeVisible()
  expect(await isPaused()).toBe(true)
  await dashboard.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(isPaused).toBe(false)

  const theme = () => dashboard.evaluate(() => document.documentElement.dataset.theme)
  const before = await theme()
  await dashboard.keyboard.press('ControlOrMeta+k')
  await expect(palette).toBeVisible()
  await dashboard.keyboard.type('theme')
  await dashboard.keyboard.press('Enter')
  await expect.poll(theme).not.toBe(before)
  await dashboard.reload()
  expect(await theme()).not.toBe(before)
})

test('in the palette, Enter means the first entry, also when it was found after the last key, until an arrow chose one', async ({
  dashboard,
  api,
  instance,
}) => {
  const fields = { url: 'https://example.com/hooks', description: 'Ledger sync' }
  const { id } = await api<{ id: string }>('POST', `/api/v1/app/${instance.id}/endpoint`, fields)
  let found = gate()
  await dashboard.route('**/endpoint?*search=*', async (route) => {
    await found.opened
    await route.continue()
  })
  await dashboard.goto(`/${instance.id}/logs`)
  const first = dashboard.getByRole('option', { name: 'Ledger sync' })
  const last = dashboard.getByRole('option', { name: /Messages with/ })
  const type = async (text: string) => {
    await dashboard.keyboard.press('ControlOrMeta+k')
    await expect(dashboard.getByRole('combobox', { name: 'Search or run' })).toBeFocused()
    await dashboard.keyboard.type(text)
    await expect(last).toHaveAttribute('aria-selected', 'true')
  }
  await type('ledger')
  await dashboard.keyboard.press('ArrowDown')
  found.open()
  await expect(first).toBeVisible()
  await expect(last).toHaveAttribute('aria-selected', 'true')
  await dashboard.keyboard.press('ArrowUp')
  await expect(first).toHaveAttribute('aria-selected', 'true')
  await dashboard.keyboard.press('Escape')

  found = gate()
  await type('ledger s')
  await dashboard.keyboard.press('Enter')
  await expect(last).toBeVisible()
  found.open()
  await dashboard.waitForURL(`**/consumers/${id}`)
})

test('an operator finds another instance, copies a client ID and makes a new one', async ({
  dashboard,
  api,
  instance,
}, info) => {
  await dashboard.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const other = await api<{ id: string }>('POST', '/api/v1/app', { name: `Zebra ${info.testId.slice(-8)}` })
  await dashboard.goto(`/${instance.id}/logs`)
  await dashboard.getByRole('button', { name: `${instance.name}, switch instance` }).click()
  const list = dashboard.getByRole('dialog', { name: 'Instances' })
  await list.getByRole('button', { name: 'Copy client ID' }).click()
  expect(await dashboard.evaluate(() => navigator.clipboard.readText())).toBe(instance.id)
  await list.getByRole('combobox', { name: 'Search instances' }).fill(`zebra ${info.testId.slice(-8)}`)
  // At once, while the names are still looked up: it is the first of them that is meant.
  await dashboard.keyboard.press('Enter')
  await dashboard.waitForURL(`**/${other.id}/logs`)

  await dashboard.getByRole('button', { name: /switch instance$/ }).click()
  await list.getByRole('button', { name: 'New instance…' }).click()
  await dashboard.getByLabel('Instance name').fill('Staging')
  await dashboard.getByRole('button', { name: 'Create instance' }).click()
  await expect(dashboard.getByText('Staging created')).toBeVisible()
  await dashboard.waitForURL((url) => !url.pathname.startsWith(`/${other.id}`))
})

test('the rail says whether deliveries go out and how many consumers need somebody', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  receiver.behave({ status: 500 })
  await api('POST', `/api/v1/app/${instance.id}/endpoint`, { url: receiver.url, description: 'Ledger sync' })
  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: {} })
  await receiver.waitFor(1)
  await dashboard.goto(`/${instance.id}/event-types`)
  await expect(dashboard.getByRole('link', { name: /^1 worker, lag / })).toBeVisible()
  // Health is written every two seconds.
  await expect(async () => {
    await dashboard.reload()
    const troubles = dashboard.getByRole('link', { name: /Consumers.*1.*need attention/ })
    await expect(troubles).toBeVisible({ timeout: 3000 })
  }).toPass({ timeout: 20_000 })
  await dashboard.getByRole('link', { name: /^1 worker, lag / }).click()
  await dashboard.waitForURL('**/settings/system')
  await expect(dashboard.getByText('Running', { exact: true })).toBeVisible()
})

test('the rail says when it cannot find out how deliveries do', async ({ browser, session, instance }) => {
  const context = await browser.newContext({ storageState: session })
  const page = await context.newPage()
  await page.route('**/api/v1/system', (route) => route.fulfill({ status: 500, json: { code: 'internal_error' } }))
  await page.goto(`/${instance.id}/overview`)
  await expect(page.getByRole('link', { name: 'Posthorn does not answer' })).toBeVisible()
  await context.close()
})
