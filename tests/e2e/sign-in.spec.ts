import { startOidcProvider } from '#tests/support/oidc-provider.ts'
import { startPosthorn } from '#tests/support/posthorn.ts'
import { expect, test } from './support/browser.ts'
import { OWNER, signIn } from './support/dashboard.ts'

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
  await page.goto('about:blank')
  await page.context().clearCookies()
  await page.goto('/')
  await page.waitForURL('**/sign-in')
})

test('after signing in again, one is back on the page whose session had ended', async ({ page }) => {
  await signIn(page)
  await page.waitForURL('**/consumers')
  const instance = new URL(page.url()).pathname.split('/')[1]
  await page.goto('about:blank')
  await page.context().clearCookies()
  await page.goto(`/${instance}/logs?status=failure`)
  await page.waitForURL('**/sign-in?next=*')
  await page.getByLabel('E-mail').fill(OWNER.email)
  await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`**/${instance}/logs?status=failure`)
})

test('with an issuer configured, its users sign in once they are invited, and strangers among them do not', async ({
  page,
}) => {
  test.slow()
  const invited = { sub: 'sub-1', email: 'owner@example.com', email_verified: true, name: 'Mara Ilves' }
  const provider = await startOidcProvider({ ...invited, sub: 'sub-2', email: 'eve@example.com' })
  const posthorn = await startPosthorn({
    env: { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'posthorn', OIDC_CLIENT_SECRET: 'a client secret' },
  })
  try {
    await page.goto(`${posthorn.origin}/sign-in`)
    await page.getByRole('button', { name: 'Continue with 127.0.0.1' }).click()
    await expect(page.getByText('That account may not sign in here. Ask an owner to invite you.')).toBeVisible()
    provider.claims.current = invited
    await page.getByRole('button', { name: 'Continue with 127.0.0.1' }).click()
    await page.waitForURL((url) => url.pathname !== '/sign-in' && url.origin === posthorn.origin)
    await expect(page.getByLabel('Instance name')).toBeVisible()
  } finally {
    await posthorn.stop()
    await provider.close()
  }
})
