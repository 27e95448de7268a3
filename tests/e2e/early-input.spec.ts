import type { Page } from '@playwright/test'
import { expect, test } from './support/dashboard.ts'

/** Opens a page whose scripts come only when the returned function is called. */
async function openAsleep(page: Page, path: string): Promise<() => void> {
  let wake = () => {}
  const awake = new Promise<void>((resolve) => {
    wake = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await awake
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  return wake
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
