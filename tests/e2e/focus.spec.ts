import type { Page } from '@playwright/test'
import { expect, test, visit } from './support/demo.ts'
import { PAGES } from './support/pages.ts'

const STOPS = 40
/** Those with the most kinds of controls between them. */
const NAMES = ['overview', 'consumers', 'add consumer', 'consumer', 'consumer, verify', 'logs', 'live', 'settings']
const SHOWN = PAGES.filter(({ name }) => [...NAMES, 'signature debugger', 'audit log'].includes(name))

/** What has the focus, when neither it nor what it lies in shows that; the editor draws its ring a moment later. */
const unseen = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement
    if (focused === null || focused === document.body || focused.closest('.cm-editor')) return null
    const around = [focused, focused.parentElement, focused.parentElement?.parentElement]
    const rings = around.map((element) => element && getComputedStyle(element).outlineStyle)
    return rings.some((style) => style && style !== 'none') ? null : focused.outerHTML.slice(0, 120)
  })

for (const shown of SHOWN)
  test(`${shown.name}: who goes through it by keyboard always sees where they are`, async ({
    browser,
    demo,
    session,
  }) => {
    const context = await browser.newContext({ storageState: session, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await visit(page, shown, demo)
    const lost: string[] = []
    for (let stop = 0; stop < STOPS; stop++) {
      await page.keyboard.press('Tab')
      const focused = await unseen(page)
      if (focused !== null) lost.push(focused)
    }
    expect(lost).toEqual([])
    await context.close()
  })
