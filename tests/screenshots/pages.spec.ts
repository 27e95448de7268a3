import { test, visit } from '#tests/e2e/support/demo.ts'
import { PAGES } from '#tests/e2e/support/pages.ts'

const FOLDER = process.env.POSTHORN_SCREENSHOTS ?? 'docs/images'
const WINDOWS = [
  { width: 1440, height: 900, suffix: '' },
  { width: 360, height: 780, suffix: '-narrow' },
]

for (const shown of PAGES)
  test(`a picture of ${shown.name} in both themes, wide and narrow`, async ({ browser, demo, session }) => {
    const storageState = shown.isSignedOut ? undefined : session
    for (const { width, height, suffix } of WINDOWS) {
      const viewport = { width, height }
      const context = await browser.newContext({ storageState, viewport, reducedMotion: 'reduce' })
      const page = await context.newPage()
      await visit(page, shown, demo)
      const name = shown.name.toLowerCase().replaceAll(/[^a-z]+/g, '-')
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const theme = colorScheme === 'dark' ? '-dark' : ''
        await page.screenshot({ path: `${FOLDER}/${name}${theme}${suffix}.png` })
      }
      await context.close()
    }
  })
