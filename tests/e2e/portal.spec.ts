import type { Page } from '@playwright/test'
import { awaitAwake } from './support/browser.ts'
import { expect, test } from './support/dashboard.ts'

/** Makes a link in the settings and reads it where it is shown, once. */
async function makeLink(dashboard: Page, instanceId: string, name: string, not: readonly string[] = []) {
  await dashboard.goto(`/${instanceId}/settings/portal`)
  await dashboard.getByRole('button', { name: 'Make a link…' }).click()
  await dashboard.getByLabel('For', { exact: true }).fill(name)
  for (const capability of not) await dashboard.getByRole('checkbox', { name: capability }).uncheck()
  await dashboard.getByRole('button', { name: 'Make the link' }).click()
  const shown = dashboard.getByRole('dialog', { name: `Portal link for ${name}` })
  const link = await shown.getByText('/portal#key=').innerText()
  await shown.getByRole('button', { name: 'I have copied it' }).click()
  return link.trim()
}

test('a customer opens the link they were sent and looks after their webhooks, until the operator ends their access', async ({
  dashboard,
  stranger,
  api,
  instance,
  receiver,
}) => {
  test.slow()
  const own = { 'x-instance-id': instance.id }
  await api('POST', '/api/v1/event-type', { name: 'invoice.paid', description: 'An invoice was paid.' }, own)
  const link = await makeLink(dashboard, instance.id, 'acme')
  await expect(dashboard.getByRole('grid', { name: 'Portal sessions' }).getByText('Not opened')).toBeVisible()

  await stranger.goto(link)
  await stranger.getByRole('button', { name: 'Open', exact: true }).click()
  await stranger.waitForURL(`**/${instance.id}/consumers`)
  const rail = stranger.getByRole('navigation', { name: 'Main' })
  await expect(rail.getByRole('link')).toHaveText(['Consumers', 'Event types', 'Logs', 'Companies', 'Tasks'])
  await expect(stranger.getByRole('button', { name: 'Send event' })).toBeHidden()

  await stranger.getByRole('link', { name: 'Add consumer' }).first().click()
  await stranger.getByLabel('URL', { exact: true }).fill(receiver.url)
  await stranger.getByLabel('Description').fill('Acme books')
  await stranger.getByRole('checkbox', { name: 'Invoice', exact: true }).check()
  await stranger.getByRole('button', { name: 'Add and send a test' }).click()
  await stranger.waitForURL('**/consumers/ep_*?tab=testing')
  await stranger.getByRole('button', { name: 'Send example' }).click()
  await receiver.waitFor(1)
  await expect(stranger.getByRole('grid', { name: 'Test attempts' }).getByText('Delivered')).toBeVisible()
  await stranger.getByRole('tab', { name: 'Overview' }).click()
  await stranger.getByRole('button', { name: 'Show the signing secret' }).click()
  await expect(stranger.getByText(/^whsec_[\w+/=]{20,}$/)).toBeVisible()
  await stranger.getByRole('link', { name: 'Event types' }).first().click()
  await expect(stranger.getByText('invoice.paid').first()).toBeVisible()
  await expect(stranger.getByRole('button', { name: 'Add event type' })).toBeHidden()

  await stranger.goto('about:blank')
  await dashboard.reload()
  const session = dashboard.getByRole('row', { name: /acme/ })
  await expect(session.getByText('Seen')).toBeVisible()
  await session.getByRole('button', { name: 'End acme' }).click()
  await dashboard.getByRole('button', { name: 'End it' }).click()
  await expect(dashboard.getByText('Nobody is in the portal')).toBeVisible()
  await stranger.goto(`/${instance.id}/consumers`)
  await expect(stranger.getByRole('heading', { name: 'Your access has ended' })).toBeVisible()
})

test('a customer who may only look sees no secret, and nothing that would change something', async ({
  dashboard,
  stranger,
  api,
  instance,
  receiver,
}) => {
  const fields = { url: receiver.url, description: 'Acme books' }
  const { id } = await api<{ id: string }>('POST', `/api/v1/app/${instance.id}/endpoint`, fields)
  const but = ['Add and change consumers', 'Send examples', 'See signing secrets', 'Rotate signing', 'Write transform']
  await stranger.goto(await makeLink(dashboard, instance.id, 'acme', but))
  await stranger.getByRole('button', { name: 'Open', exact: true }).click()
  await stranger.getByText('Acme books').first().click()
  await stranger.waitForURL(`**/consumers/${id}`)
  await expect(stranger.getByText('not part of your access')).toBeVisible()
  for (const name of ['Add consumer', 'Edit', 'Show the signing secret', 'Rotate…', 'Recover failed…'])
    await expect(stranger.getByRole('button', { name }).or(stranger.getByRole('link', { name }))).toHaveCount(0)
  const answer = await stranger.request.get(`/api/v1/app/${instance.id}/endpoint/${id}/secret`)
  expect(answer.status()).toBe(403)
})

test('a portal link opens once, and signing out ends the session for good', async ({
  dashboard,
  stranger,
  instance,
  browser,
}) => {
  const link = await makeLink(dashboard, instance.id, 'acme')
  await stranger.goto(link)
  await stranger.getByRole('button', { name: 'Open', exact: true }).click()
  await stranger.waitForURL(`**/${instance.id}/consumers`)
  const { cookies } = await stranger.context().storageState()
  await stranger.getByRole('button', { name: /your account$/ }).click()
  await stranger.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(stranger.getByRole('heading', { name: 'Your access has ended' })).toBeVisible()

  const thief = await browser.newContext()
  await thief.addCookies(cookies)
  expect((await thief.request.get(`/api/v1/app/${instance.id}/endpoint`)).status()).toBe(401)
  const late = awaitAwake(await thief.newPage())
  await late.goto(link)
  await late.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(late.getByText('This link is unknown, was opened before, or has ended.')).toBeVisible()
  await thief.close()
})
