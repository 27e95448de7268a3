import { expect, test } from '@playwright/test'
import { startPosthorn } from '#tests/support/posthorn.ts'
import { signIn } from './support/dashboard.ts'

test('the first visit makes the owner and names the first instance, and nobody can do it twice', async ({
  page,
  playwright,
}) => {
  test.slow()
  const posthorn = await startPosthorn({ env: { POSTHORN_ADMIN_EMAIL: '', POSTHORN_ADMIN_PASSWORD: '' } })
  try {
    await page.goto(posthorn.origin)
    await page.getByLabel('Your name').fill('Mara Ilves')
    await page.getByLabel('E-mail').fill('mara@example.com')
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByLabel('Instance name').fill('Northwind Lending')
    await page.getByRole('button', { name: 'Create instance' }).click()
    await page.waitForURL('**/consumers')
    await expect(page.getByText('No consumers yet')).toBeVisible()

    const stranger = await playwright.request.newContext({ baseURL: posthorn.origin })
    const again = await stranger.post('/api/auth/setup', {
      headers: { origin: posthorn.origin },
      data: { name: 'Eve', email: 'eve@example.com', password: 'another long password' },
    })
    expect(again.status()).toBe(409)
    await stranger.dispose()
  } finally {
    await posthorn.stop()
  }
})

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
