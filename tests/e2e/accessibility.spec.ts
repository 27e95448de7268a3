import { expect, test, visit } from './support/demo.ts'
import { look } from './support/look.ts'
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
