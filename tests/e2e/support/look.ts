import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

declare global {
  interface Window {
    axe: Pick<typeof axe, 'run'>
  }
}

/** What is wrong with a page as it is, in one theme: axe's findings, and sideways scrolling. */
export async function look(page: Page, theme: 'light' | 'dark', width: number): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme })
  await expect(page.locator(`html[data-theme=${theme}]`)).toBeAttached()
  // The themes differ in colours only.
  const violations = await findViolations(page, theme === 'dark' ? ['color-contrast'] : null)
  const found = violations.map(({ id, targets }) => `${theme} ${width}: ${id} at ${targets.join(', ')}`)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return overflow > 0 ? [...found, `${width}: scrolls sideways by ${overflow} px`] : found
}

/** All rules for null. Only what is violated leaves the browser: on a long list, what passed takes ten times as long. */
async function findViolations(page: Page, rules: string[] | null) {
  await page.evaluate(axe.source)
  return page.evaluate(async (only) => {
    const runOnly = only === null ? {} : { runOnly: { type: 'rule' as const, values: only } }
    const { violations } = await window.axe.run({ resultTypes: ['violations'], ...runOnly })
    return violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target.join(' ')) }))
  }, rules)
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
