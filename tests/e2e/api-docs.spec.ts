import { expect, test } from './support/browser.ts'

test('the API is read without signing in, searched by keyboard, and each operation has an address of its own', async ({
  page,
}) => {
  await page.goto('/docs/api')
  await page.keyboard.press('/')
  await page.keyboard.type('rotate secret')
  await expect(page.getByRole('status')).toHaveText('2 operations')
  await expect(page).toHaveURL(/search=rotate/)
  await page.getByRole('link', { name: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/secret/rotate' }).press('Enter')
  await expect(page).toHaveURL('/docs/api/v1.endpoint.rotate-secret')
  await expect(page.getByText('secret:write')).toBeVisible()
  await expect(page.getByRole('region', { name: 'request as cURL' })).toContainText('-X POST')
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue('rotate secret')
})

test('the page has every operation of the document that programs read', async ({ page, request }) => {
  const { paths } = await (await request.get('/api/openapi')).json()
  const described = Object.values(paths).flatMap((methods) => Object.keys(Object(methods)))
  await page.goto('/docs/api')
  await expect(page.getByRole('status')).toHaveText(`${described.length} operations`)
})

test('an operation that does not exist is not found', async ({ page }) => {
  const response = await page.goto('/docs/api/v1.nothing')
  expect(response?.status()).toBe(404)
})
