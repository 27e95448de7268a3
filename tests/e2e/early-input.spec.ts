import type { Page } from '@playwright/test'
import { expect, OWNER, test } from './support/dashboard.ts'
import { gate } from './support/gate.ts'

/** Opens a page whose scripts come only when the returned function is called. */
async function openAsleep(page: Page, path: string): Promise<() => void> {
  const scripts = gate()
  await page.route('**/_next/static/**/*.js', async (route) => {
    await scripts.opened
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  return scripts.open
}

test('what is typed before the scripts of a page have loaded counts: in a field, after a slash, and the palette’s key', async ({
  browser,
  session,
  instance,
}) => {
  const context = await browser.newContext({ storageState: session })
  const page = await context.newPage()

  let wake = await openAsleep(page, '/docs/api')
  await page.getByRole('searchbox', { name: 'Search operations' }).fill('rotate secret')
  wake()
  await expect(page.getByRole('status')).toHaveText('2 operations')

  wake = await openAsleep(page, '/docs/api')
  await page.keyboard.press('/')
  await page.keyboard.type('rotate secret')
  wake()
  await expect(page.getByRole('status')).toHaveText('2 operations')
  await expect(page.getByRole('searchbox', { name: 'Search operations' })).toHaveValue('rotate secret')

  wake = await openAsleep(page, `/${instance.id}/logs`)
  await page.keyboard.press('ControlOrMeta+k')
  wake()
  await expect(page.getByRole('combobox', { name: 'Search or run' })).toBeFocused()

  wake = await openAsleep(page, `/${instance.id}/settings`)
  await page.getByLabel('Wait before each attempt').fill('0 s, 30 s, soon')
  wake()
  await expect(page.getByText('"soon" is no time. Write 5 s, 30 min or 2 h.')).toBeVisible()
  await context.close()
})

test('what is ticked, pressed and sent before the scripts of a page have loaded counts, and no form is sent by the browser', async ({
  browser,
  session,
  api,
  instance,
}) => {
  const context = await browser.newContext({ storageState: session })
  const page = await context.newPage()
  await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: {} })

  let wake = await openAsleep(page, `/${instance.id}/consumers/add`)
  await page.getByRole('checkbox', { name: 'Every event type, also those to come' }).check({ force: true })
  wake()
  await expect(page.getByText('of the last 1 message')).toBeVisible()

  wake = await openAsleep(page, `/${instance.id}/logs`)
  await page.getByRole('button', { name: 'Send event' }).click()
  wake()
  await expect(page.getByRole('dialog', { name: 'Send event' })).toBeVisible()
  await context.close()

  const stranger = await (await browser.newContext()).newPage()
  const visited: string[] = []
  stranger.on('framenavigated', (frame) => visited.push(frame.url()))
  wake = await openAsleep(stranger, '/sign-in')
  await stranger.getByLabel('E-mail').fill(OWNER.email)
  await stranger.getByLabel('Password', { exact: true }).fill(OWNER.password)
  await stranger.keyboard.press('Enter')
  wake()
  await stranger.waitForURL((url) => url.pathname !== '/sign-in')
  expect(visited.filter((url) => url.includes('password'))).toEqual([])
  await stranger.context().close()
})
