import { expect, test } from './support/dashboard.ts'
import { lookEverywhere } from './support/look.ts'

test('an owner invites somebody by link, changes what they may do and removes them, and the audit log knows all of it', async ({
  dashboard,
  stranger,
  instance,
}, info) => {
  const email = `ben.${info.testId.slice(-8)}@example.com`
  await dashboard.goto(`/${instance.id}/settings/people`)
  await dashboard.getByRole('button', { name: 'Invite…' }).click()
  await dashboard.getByLabel('E-mail').fill(email)
  await dashboard.getByRole('radio', { name: 'admin' }).check()
  await dashboard.getByRole('button', { name: 'Make the link' }).click()
  const link = await dashboard.getByRole('dialog').getByText('/invitation/').innerText()
  await dashboard.getByRole('button', { name: 'I have copied it' }).click()
  await expect(dashboard.getByRole('region', { name: 'Invited' }).getByText(email)).toBeVisible()

  // The only owner cannot lock everybody out: neither button is there.
  const owner = dashboard.getByRole('listitem').filter({ hasText: 'owner@example.com' })
  await expect(owner.getByText('the only owner stays one')).toBeVisible()
  await expect(owner.getByRole('button')).toHaveCount(0)

  await stranger.goto(link.trim())
  await expect(stranger.getByText(`You are invited as an admin, and sign in as ${email}.`)).toBeVisible()
  expect(await lookEverywhere(stranger)).toEqual([])
  await stranger.getByLabel('Your name').fill(`Ben ${info.testId.slice(-4)}`)
  await stranger.getByLabel('Password', { exact: true }).fill('a long test password')
  await stranger.getByRole('button', { name: 'Join' }).click()
  await stranger.waitForURL('**/consumers')
  await stranger.goto(`/${instance.id}/consumers`)
  await expect(stranger.getByRole('link', { name: 'Add consumer' })).toBeVisible()

  await dashboard.reload()
  const row = dashboard.getByRole('listitem').filter({ hasText: email })
  await row.getByRole('button', { name: /Role of/ }).click()
  await dashboard.getByRole('option', { name: 'viewer' }).click()
  await expect(dashboard.getByText(/is viewer now$/)).toBeVisible()
  await stranger.reload()
  await expect(stranger.getByRole('heading', { name: 'No consumers yet' })).toBeVisible()
  await expect(stranger.getByRole('link', { name: 'Add consumer' })).toBeHidden()

  await stranger.goto('about:blank')
  await row.getByRole('button', { name: 'Remove…' }).click()
  await dashboard.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(row).toBeHidden()
  await stranger.goto(`/${instance.id}/consumers`)
  await stranger.waitForURL(/\/sign-in\?next=/)
  await stranger.goto(link.trim())
  await expect(stranger.getByRole('heading', { name: 'This invitation has ended' })).toBeVisible()

  await dashboard.goto(`/${instance.id}/settings/audit`)
  await dashboard.getByRole('row', { name: new RegExp(`person.update.*Ben ${info.testId.slice(-4)}`) }).click()
  const change = dashboard.getByRole('complementary', { name: 'Change person.update' })
  await expect(change.getByText('"admin"')).toBeVisible()
  await expect(change.getByText('"viewer"')).toBeVisible()
})

test('a viewer looks at everything of an instance, sees no secret and no button that changes something', async ({
  colleague,
  api,
  instance,
  receiver,
}) => {
  const fields = { url: receiver.url, description: 'Acme books' }
  const { id } = await api<{ id: string }>('POST', `/api/v1/app/${instance.id}/endpoint`, fields)
  const viewer = await colleague('viewer')
  await viewer.goto(`/${instance.id}/consumers/${id}`)
  await expect(viewer.getByText('hidden from viewers; an admin can show it')).toBeVisible()
  const changing = /^(Add|Edit|Delete|Invite|Create|Make|Send event|Rotate|Recover|Save|Remove|Resend|Revoke)/
  const pages = ['overview', 'consumers', `consumers/${id}`, 'companies', 'tasks', 'settings', 'settings/alerts']
  for (const path of pages) {
    await viewer.goto(`/${instance.id}/${path}`)
    await expect(viewer.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(viewer.locator('.animate-skeleton')).toHaveCount(0)
    const buttons = viewer.getByRole('button', { name: changing }).or(viewer.getByRole('link', { name: changing }))
    expect(await buttons.allInnerTexts(), path).toEqual([])
  }
  await expect(viewer.getByRole('navigation', { name: 'Settings' }).getByRole('link')).toHaveText([
    'Instance',
    'Alerts',
    'System',
  ])
  await viewer.goto(`/${instance.id}/consumers/${id}?tab=testing`)
  await expect(viewer.getByText('Your role sends nothing. Ask an owner or admin to send it.')).toBeVisible()
  await viewer.goto(`/${instance.id}/consumers/add`)
  await expect(viewer.getByRole('heading', { name: 'Your role does not add consumers' })).toBeVisible()
  await viewer.goto(`/${instance.id}/consumers/${id}/edit`)
  await expect(viewer.getByRole('heading', { name: 'Your role does not change consumers' })).toBeVisible()
  await viewer.goto(`/${instance.id}/settings/tokens`)
  await expect(viewer.getByRole('heading', { name: 'The tokens are hidden from your role' })).toBeVisible()
  expect((await viewer.request.get(`/api/v1/app/${instance.id}/endpoint/${id}/secret`)).status()).toBe(403)
})
