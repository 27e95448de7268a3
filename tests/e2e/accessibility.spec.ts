import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test, visit } from './support/demo.ts'
import { PAGES } from './support/pages.ts'

const NARROW = 360

for (const shown of PAGES)
  test(`${shown.name}: axe finds nothing in both themes at 360 and 1440 px, no error is logged, nothing scrolls sideways`, async ({
    browser,
    demo,
    session,
  }) => {
    const context = await browser.newContext({
      storageState: shown.isSignedOut ? undefined : session,
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    const problems: string[] = []
    page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`))
    page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
    for (const width of [1440, NARROW]) {
      await page.setViewportSize({ width, height: 900 })
      if (width !== NARROW || shown.open) await visit(page, shown, demo)
      for (const theme of ['light', 'dark'] as const) problems.push(...(await look(page, theme, width)))
    }
    expect(problems).toEqual([])
    await context.close()
  })

async function look(page: Page, theme: 'light' | 'dark', width: number): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme })
  await expect(page.locator(`html[data-theme=${theme}]`)).toBeAttached()
  const axe = new AxeBuilder({ page })
  // The themes differ in colours only.
  const { violations } = await (theme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${theme} ${width}: ${id} at ${nodes.map(({ target }) => target).join(', ')}`,
  )
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return overflow > 0 ? [...found, `${width}: scrolls sideways by ${overflow} px`] : found
}
