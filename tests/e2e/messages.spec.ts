import { z } from 'zod'
import { expect, test } from './support/dashboard.ts'
import { insertManyConsumers } from './support/many-consumers.ts'

const consumerSchema = z.object({ id: z.string() })
const subscriptionSchema = z.object({ filterTypes: z.array(z.string()) })

test('an operator sends an event, reads its deliveries, asks why others did not get it, sends it to one, subscribes another and expunges it', async ({
  dashboard,
  api,
  instance,
  receiver,
}) => {
  await api('POST', '/api/v1/event-type', { name: 'invoice.paid', description: '' }, { 'x-instance-id': instance.id })
  await api('POST', `/api/v1/app/${instance.id}/endpoint`, { url: `${receiver.url}/all`, description: 'Ledger sync' })
  const bills = { url: `${receiver.url}/bills`, description: 'Minerva', filterTypes: ['bill.paid'] }
  const { id: minerva } = consumerSchema.parse(await api('POST', `/api/v1/app/${instance.id}/endpoint`, bills))
  const other = await api('POST', `/api/v1/app/${instance.id}/endpoint`, {
    url: `${receiver.url}/uk`,
    description: 'Collections UK',
    channels: ['region:uk'],
  })
  consumerSchema.parse(other)
  await dashboard.goto(`/${instance.id}/logs`)
  await dashboard.getByRole('button', { name: 'Send event' }).click()
  await dashboard.getByRole('combobox', { name: 'Event type' }).fill('invoice')
  await dashboard.getByRole('option', { name: 'invoice.paid' }).click()
  await dashboard.getByLabel('Tags').fill('region:us')
  await dashboard.keyboard.press('Enter')
  await dashboard.getByRole('dialog').getByRole('button', { name: 'Send event' }).click()

  await dashboard.waitForURL('**/logs/msg_*')
  await expect(dashboard.getByText('Ledger sync').first()).toBeVisible()
  await expect(dashboard.getByText('Delivered').first()).toBeVisible()
  await dashboard.getByRole('combobox', { name: 'Consumer' }).fill('Collections')
  await dashboard.getByRole('option', { name: 'Collections UK' }).click()
  await expect(dashboard.getByText('None of the tags of the consumer is a tag of the message.')).toBeVisible()
  await expect(dashboard.getByText('region:uk', { exact: false }).first()).toBeVisible()
  const shared = dashboard.url()
  expect(new URL(shared).searchParams.get('why')).toMatch(/^ep_/)

  await dashboard.getByRole('button', { name: 'Send this one anyway' }).click()
  const [anyway] = await receiver.waitFor(1, { matching: ({ path }) => path === '/uk' })
  expect(anyway?.headers['webhook-id']).toBe(new URL(shared).pathname.split('/').at(-1))
  const whyNot = dashboard.getByRole('region', { name: 'Why not?' })
  await expect(whyNot.getByText('1 consumer did not get it')).toBeVisible()
  await expect(whyNot.getByText('Filtered by event type')).toBeVisible()
  await whyNot.getByRole('combobox', { name: 'Consumer' }).fill('Minerva')
  await dashboard.getByRole('option', { name: 'Minerva' }).click()
  await expect(whyNot.getByText('The consumer did not listen to invoice.paid at that time.')).toBeVisible()
  await whyNot.getByRole('button', { name: 'Subscribe Minerva to it' }).click()
  await expect(dashboard.getByText('Minerva subscribed to invoice.paid')).toBeVisible()
  const { filterTypes } = subscriptionSchema.parse(await api('GET', `/api/v1/app/${instance.id}/endpoint/${minerva}`))
  expect(filterTypes).toEqual(['bill.paid', 'invoice.paid'])
  await expect(dashboard.getByText(/^Kept byte for byte until \d/)).toBeVisible()
  await dashboard.getByRole('button', { name: 'Expunge…' }).click()
  await dashboard.getByRole('button', { name: 'Expunge it' }).click()
  await expect(dashboard.getByText('Body expunged')).toBeVisible()
  await expect(dashboard.getByText('The body is gone: it was expunged.')).toBeVisible()
})

test('an empty log teaches with a command', async ({ dashboard, instance }) => {
  await dashboard.goto(`/${instance.id}/logs`)
  await expect(dashboard.getByText('No messages yet')).toBeVisible()
  await expect(dashboard.getByText(`/api/v1/app/${instance.id}/msg`)).toBeVisible()
})

test('the palette goes to a consumer by its name', async ({ dashboard, api, instance }) => {
  await api('POST', `/api/v1/app/${instance.id}/endpoint`, {
    url: 'https://example.com/hooks',
    description: 'Loan decisioning',
  })
  await dashboard.goto(`/${instance.id}/logs`)
  await expect(dashboard.getByText('No messages yet')).toBeVisible()
  await dashboard.keyboard.press('Control+k')
  await dashboard
    .getByRole('textbox', { name: 'Search or run' })
    .or(dashboard.getByRole('searchbox', { name: 'Search or run' }))
    .or(dashboard.getByRole('combobox', { name: 'Search or run' }))
    .fill('loan')
  await expect(dashboard.getByRole('option', { name: 'Loan decisioning' })).toBeVisible()
  await dashboard.getByRole('option', { name: 'Loan decisioning' }).click()
  await dashboard.waitForURL('**/consumers/ep_*')
})

test('a message that went to very many consumers shows them bit by bit, and what failed is sent again to every one', async ({
  dashboard,
  api,
  instance,
}) => {
  await insertManyConsumers(instance.id, 45)
  const sent = await api('POST', `/api/v1/app/${instance.id}/msg`, { eventType: 'invoice.paid', payload: {} })
  await dashboard.goto(`/${instance.id}/logs/${consumerSchema.parse(sent).id}`)
  await expect(dashboard.getByTitle('45 retrying')).toBeVisible()
  const deliveries = dashboard.getByRole('region', { name: 'Deliveries' })
  await expect(deliveries.getByText('30 shown, there are more')).toBeVisible()
  await expect(deliveries.getByText('Attempt 1', { exact: true })).toHaveCount(0)
  await deliveries.getByText('Team 7', { exact: true }).click()
  await expect(deliveries.getByRole('list', { name: 'Attempts at Team 7' }).getByText('Attempt 1')).toBeVisible()
  await deliveries.getByRole('button', { name: 'Load more' }).click()
  await expect(deliveries.getByText('Team 45', { exact: true })).toBeVisible()
  await dashboard.getByRole('button', { name: 'Resend what failed' }).click()
  await expect(dashboard.getByText('Sent again to 45 consumers')).toBeVisible()
})
