import { expect, test } from './support/dashboard.ts'
import { lookEverywhere } from './support/look.ts'

// The browser logs what is answered with a 404, so that these stories do not watch its console.

test('an address that leads nowhere, or into an instance that is gone, says so and leads back', async ({
  page,
  session,
  instance,
}) => {
  await page.context().addCookies(session.cookies)
  for (const path of [`/${instance.id}/nonsense`, '/app_01m8m4en9reeyv5tt6kfvanwv7/overview']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'Nothing is at this address' })).toBeVisible()
    expect(await lookEverywhere(page), path).toEqual([])
  }
  await page.getByRole('link', { name: 'Go to the dashboard' }).click()
  await page.waitForURL('**/consumers')
})

test('a consumer, message or source that does not exist is not found, which trying again does not mend', async ({
  page,
  session,
  instance,
}) => {
  await page.context().addCookies(session.cookies)
  const id = '01m8m4en9reeyv5tt6kfvanwv7'
  for (const path of [`consumers/ep_${id}`, `consumers/ep_${id}/edit`, `logs/msg_${id}`, `sources/src_${id}`]) {
    await page.goto(`/${instance.id}/${path}`)
    await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible()
    await expect(page.getByText(/^No such (consumer|message|source) in this instance\./)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Try again' })).toBeHidden()
  }
})
