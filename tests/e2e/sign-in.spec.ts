import { expect, test } from '@playwright/test'
import { startPosthorn } from '#tests/support/posthorn.ts'
import { signIn } from './support/dashboard.ts'

test('five wrong passwords lock the account for a minute, and the right one does not help', async ({ page }) => {
  test.slow()
  const posthorn = await startPosthorn()
  try {
    await page.goto(`${posthorn.origin}/sign-in`)
    await page.getByLabel('E-mail').fill(posthorn.owner.email)
    for (let tries = 0; tries < 5; tries += 1) {
      await page.getByLabel('Password', { exact: true }).fill(`wrong password ${tries}`)
      const answered = page.waitForResponse('**/api/auth/callback/password')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await answered
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
    }
    await expect(page.getByText('Too many wrong tries')).toBeVisible()
    await page.getByLabel('Password', { exact: true }).fill(posthorn.owner.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('Too many wrong tries')).toBeVisible()
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  } finally {
    await posthorn.stop()
  }
})

test('pages run no inline script without the nonce of their policy', async ({ page }) => {
  const response = await page.goto('/sign-in')
  const policy = response?.headers()['content-security-policy'] ?? ''
  const scripts = policy.split('; ').find((part) => part.startsWith('script-src')) ?? ''
  expect(scripts).toContain("'nonce-")
  expect(scripts).not.toContain("'unsafe-inline'")
  expect(scripts).not.toContain("'unsafe-eval'")
})

test('a person whose session cookie is gone is sent to sign-in', async ({ page }) => {
  await signIn(page)
  await page.context().clearCookies()
  await page.goto('/')
  await page.waitForURL('**/sign-in')
})
