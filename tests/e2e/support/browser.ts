import { test as base, expect, type Page } from '@playwright/test'

/** Tests of pages that are awake: what a test presses or types right after opening one is not lost on a slow machine. */
export const test = base.extend({
  page: ({ page }, use) => use(awaitAwake(page)),
})

export { expect }

/** Makes a page wait, whenever it goes somewhere, until what it shows answers to keys and clicks. */
export function awaitAwake(page: Page): Page {
  const { goto, reload, goBack, waitForURL } = page
  const awake = async <T>(gone: Promise<T>): Promise<T> => {
    const result = await gone
    await untilAwake(page)
    return result
  }
  page.goto = (...args) => awake(goto.apply(page, args))
  page.reload = (...args) => awake(reload.apply(page, args))
  page.goBack = (...args) => awake(goBack.apply(page, args))
  page.waitForURL = (...args) => awake(waitForURL.apply(page, args))
  return page
}

export async function untilAwake(page: Page): Promise<void> {
  if (page.url().startsWith('http')) await page.waitForFunction(isAwake)
}

/** In the browser: the frame has told so (`EarlyInput`), and React knows each control of what loads by itself. */
function isAwake(): boolean {
  const controls = [...document.querySelectorAll('main :is(button, input, textarea, [role=slider])')]
  return (
    document.documentElement.dataset.awake !== undefined &&
    controls
      .filter((control) => control.closest('.cm-editor') === null)
      .every((control) => Object.keys(control).some((key) => key.startsWith('__reactFiber')))
  )
}
