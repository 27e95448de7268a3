import { expect, test } from './support/dashboard.ts'

test('an operator adds a company with tags, sees whom they reach, changes them and deletes it by its name', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  const consumer = { url: receiver.url, description: 'Collections UK', channels: ['region:uk'] }
  await api('POST', `/api/v1/app/${instance.id}/endpoint`, consumer)
  await dashboard.goto(`/${instance.id}/companies`)
  await dashboard.getByRole('button', { name: 'Add company' }).first().click()
  await dashboard.getByLabel('Name', { exact: true }).fill('Toft stores')
  await dashboard.getByLabel('Id', { exact: true }).fill('co-1')
  await dashboard.getByRole('dialog').getByLabel('Tags').fill('region:us')
  await dashboard.keyboard.press('Enter')
  await dashboard.getByRole('dialog').getByRole('button', { name: 'Add company' }).click()
  await expect(dashboard.getByText('Toft stores added')).toBeVisible()

  await dashboard.getByRole('row', { name: /Toft stores/ }).click()
  const drawer = dashboard.getByRole('complementary', { name: 'Company Toft stores' })
  await expect(drawer.getByText('No consumer names one of its tags.')).toBeVisible()
  await drawer.getByRole('button', { name: 'Edit…' }).click()
  await dashboard.getByRole('dialog').getByRole('button', { name: 'Remove region:us' }).click()
  await dashboard.getByRole('dialog').getByLabel('Tags').fill('region:uk')
  await dashboard.keyboard.press('Enter')
  await dashboard.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(dashboard.getByText('Toft stores saved')).toBeVisible()
  await expect(drawer.getByRole('link', { name: 'Collections UK' })).toBeVisible()

  await drawer.getByRole('button', { name: 'Delete…' }).click()
  await dashboard.getByRole('alertdialog').getByLabel(/Type/).fill('Toft stores')
  await dashboard.getByRole('button', { name: 'Delete company' }).click()
  await expect(dashboard.getByRole('heading', { name: 'No companies yet' })).toBeVisible()
})

test('a link to a company opens it, also when it is not among the first of the list', async ({
  dashboard,
  api,
  instance,
}) => {
  const add = (name: string) => api<{ id: string }>('POST', `/api/v1/app/${instance.id}/company`, { name, tags: {} })
  const first = await add('The first')
  for (let left = 120; left > 0; left -= 40)
    await Promise.all(Array.from({ length: 40 }, (_, index) => add(`Later ${left - index}`)))
  await dashboard.goto(`/${instance.id}/companies?company=${first.id}`)
  await expect(dashboard.getByRole('complementary', { name: 'Company The first' })).toBeVisible()
})
