import fs from 'node:fs'
import { expect, test, visit } from './support/demo.ts'
import { PAGES } from './support/pages.ts'

/** 200 kB, as they come over the wire from the front door. */
const MOST_BYTES = 200_000
/** Development only, gone once there is an owner (the first visit is measured with its own story), or only leading on. */
const NOT_MEASURED = ['/dev/components', '/welcome', '/[instanceId]']

test('the table of pages has every page of the dashboard', () => {
  const routes = fs
    .readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('/page.tsx'))
    .map((file) => `/${file.replace(/\/page\.tsx$/, '').replace(/\([^)]*\)\//g, '')}`)
  const named = new Set([...PAGES.map(({ route }) => route), ...NOT_MEASURED])
  expect(routes.filter((route) => !named.has(route))).toEqual([])
  expect([...named].filter((route) => !routes.includes(route))).toEqual([])
})

/** One page a route: what a tab or an overlay brings comes when it is opened. */
const FIRST = PAGES.filter(({ route }, index) => PAGES.findIndex((other) => other.route === route) === index)

test('the first load of every page is at most 200 kB of compressed script', async ({ browser, demo, session }) => {
  test.slow()
  const over: string[] = []
  for (const shown of FIRST) {
    const context = await browser.newContext({ storageState: shown.isSignedOut ? undefined : session })
    const page = await context.newPage()
    const sizes: Promise<number>[] = []
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') sizes.push(request.sizes().then((size) => size.responseBodySize))
    })
    await visit(page, shown, demo)
    await page.evaluate(settled)
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    if (bytes > MOST_BYTES) over.push(`${shown.name}: ${bytes} bytes`)
    expect(bytes, `${shown.name} is made of scripts`).toBeGreaterThan(50_000)
    await context.close()
  }
  expect(over).toEqual([])
})

/** In the browser: every script element has loaded and the page has had nothing to do since. */
function settled(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve()))
}
