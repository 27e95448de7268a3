import { z } from 'zod'
import { startPosthorn } from '#tests/support/posthorn.ts'
import { startReceiver } from '#tests/support/receiver.ts'
import { expect, test } from './support/browser.ts'

test('a new owner is led from the first visit to a first delivered and verified event, and nobody can be first twice', async ({
  page,
  playwright,
}) => {
  test.slow()
  page.setDefaultTimeout(20_000)
  const receiver = await startReceiver()
  const posthorn = await startPosthorn({ env: { POSTHORN_ADMIN_EMAIL: '', POSTHORN_ADMIN_PASSWORD: '' } })
  try {
    await page.goto(posthorn.origin)
    await page.getByLabel('Your name').fill('Mara Ilves')
    await page.getByLabel('E-mail').fill('mara@example.com')
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByLabel('Instance name').fill('Northwind Lending')
    await page.getByRole('radio', { name: 'Codat' }).check()
    await page.getByRole('button', { name: 'Create instance' }).click()
    await page.waitForURL('**/overview')
    const steps = page.getByRole('region', { name: 'First steps' })
    await expect(steps.getByText('0 of 3 done')).toBeVisible()

    await steps.getByRole('link', { name: 'Add consumer' }).click()
    await page.getByLabel('URL', { exact: true }).fill(receiver.url)
    await page.getByLabel(/^Search \d+ event types$/).fill('invoices.write')
    await page.getByRole('checkbox', { name: 'invoices.write.successful' }).check()
    await page.getByRole('button', { name: 'Add consumer', exact: true }).click()
    await page.waitForURL('**/consumers/ep_*')

    await page.getByRole('link', { name: 'Overview', exact: true }).first().click()
    await expect(steps.getByText('1 of 3 done')).toBeVisible()
    await steps.getByRole('link', { name: 'Send example' }).click()
    await page.getByRole('button', { name: 'Send example' }).click()
    const [received] = await receiver.waitFor(1)
    await expect(page.getByRole('grid', { name: 'Test attempts' }).getByText('Delivered')).toBeVisible()

    await page.getByRole('link', { name: 'Overview', exact: true }).first().click()
    await expect(steps.getByText('2 of 3 done')).toBeVisible()
    await steps.getByRole('link', { name: 'Verify' }).click()
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = received?.headers ?? {}
    const headers = `webhook-id: ${id}\nwebhook-timestamp: ${at}\nwebhook-signature: ${signature}`
    await page.getByLabel('Headers of the request').fill(headers)
    await page.getByLabel('Raw body').fill(String(received?.body))
    await page.getByRole('button', { name: 'Check signature' }).click()
    await expect(page.getByText('The signature is right')).toBeVisible()
    await page.getByRole('link', { name: 'Overview', exact: true }).first().click()
    await expect(page.getByText('3 of 3 done')).toBeVisible()

    const stranger = await playwright.request.newContext({ baseURL: posthorn.origin })
    const again = await stranger.post('/api/auth/setup', {
      headers: { origin: posthorn.origin },
      data: { name: 'Eve', email: 'eve@example.com', password: 'another long password' },
    })
    expect(again.status()).toBe(409)
    await stranger.dispose()
  } finally {
    await posthorn.stop()
    await receiver.close()
  }
})

test('who made an instance by the API before the first visit is led to it, and finds it by its address alone', async ({
  page,
}) => {
  test.slow()
  page.setDefaultTimeout(20_000)
  const posthorn = await startPosthorn({ env: { POSTHORN_ADMIN_EMAIL: '', POSTHORN_ADMIN_PASSWORD: '' } })
  try {
    const made = await fetch(`${posthorn.origin}/api/v1/app`, {
      method: 'POST',
      headers: { authorization: `Bearer ${posthorn.apiToken}`, 'content-type': 'application/json' },
      body: '{"name":"First steps"}',
    })
    const { id } = z.object({ id: z.string() }).parse(await made.json())
    await page.goto(posthorn.origin)
    await page.getByLabel('Your name').fill('Mara Ilves')
    await page.getByLabel('E-mail').fill('mara@example.com')
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.waitForURL(`**/${id}/consumers`)

    await page.goto(`${posthorn.origin}/${id}`)
    await page.waitForURL(`**/${id}/consumers`)
    await expect(page.getByRole('heading', { name: 'Consumers', exact: true })).toBeVisible()
  } finally {
    await posthorn.stop()
  }
})
