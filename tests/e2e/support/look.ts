import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** What is wrong with a page as it is, in one theme: axe's findings, and sideways scrolling. */
export async function look(page: Page, theme: 'light' | 'dark', width: number): Promise<string[]> {
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

/** The same in both themes, wide and narrow. Leaves the page narrow and dark. */
export async function lookEverywhere(page: Page): Promise<string[]> {
  const problems: string[] = []
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 })
    for (const theme of ['light', 'dark'] as const) problems.push(...(await look(page, theme, width)))
  }
  return problems
}
