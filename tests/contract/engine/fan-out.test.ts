import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

let receiver: Receiver
let space: Workspace
beforeAll(async () => {
  receiver = await startReceiver()
  space = await createWorkspace(inject('posthorn'))
})
afterAll(() => receiver.close())

async function addConsumer(path: string, options: { channels?: string[]; filterTypes?: string[] } = {}) {
  const { id } = await space.svix.endpoint.create(space.app, { url: `${receiver.url}/${path}`, ...options })
  return id
}

/** Whom a message went to: every delivery of it, by the path of its consumer. */
async function recipients(message: string): Promise<string[]> {
  const { data } = await space.svix.messageAttempt.listAttemptedDestinations(space.app, message)
  return data.map(({ url }) => new URL(url).pathname.slice(1)).sort()
}

const event = (payload: object, eventType = 'invoice.paid') => ({
  eventType,
  payload: { id: 'e1', eventType, generatedDate: '2026-01-01T00:00:00Z', payload },
})

describe('company tags', () => {
  it('take a message when any tag of the consumer is one of the message, case-sensitively', async () => {
    await addConsumer('us-t2k', { channels: ['region:us', 'service:t2k'] })
    await addConsumer('uk', { channels: ['region:uk'] })
    await addConsumer('upper', { channels: ['region:US'] })
    await addConsumer('all')
    const message = await space.send('invoice.paid', {}, { channels: ['region:us', 'service:minerva'] })
    expect(await recipients(message)).toEqual(['all', 'us-t2k'])
  })

  it('come from the body of the event', async () => {
    const body = event({ referenceCompany: { id: 'c-body', name: 'Body Ltd', tags: { region: 'uk' } } })
    expect(await recipients(await space.post(body))).toEqual(['all', 'uk'])
    const company = event({ id: 'c-own', tags: { service: 't2k' } }, 'company.created')
    expect(await recipients(await space.post(company))).toEqual(['all', 'us-t2k'])
  })

  it('come from the stored company, where the body does not say otherwise', async () => {
    const stored = { id: 'c-stored', name: 'Stored Ltd', tags: { region: 'us' } }
    await space.call('PUT', `/api/v1/app/${space.app}/company/c-stored`, stored)
    const plain = event({ referenceCompany: { id: 'c-stored' } })
    expect(await recipients(await space.post(plain))).toEqual(['all', 'us-t2k'])
    const moved = event({ referenceCompany: { id: 'c-stored', tags: { region: 'uk' } } })
    expect(await recipients(await space.post(moved))).toEqual(['all', 'uk'])
  })
})

describe('a change of consumers', () => {
  // The SDK sends an Idempotency-Key with every POST; without one the message takes the front door's own path.
  const ways = {
    'with an Idempotency-Key': () => space.send('change.seen'),
    'without one': () => space.post({ eventType: 'change.seen', payload: {} }),
  }
  for (const [way, send] of Object.entries(ways)) {
    it(`is seen by the very next message sent ${way}`, async () => {
      const id = await addConsumer('fresh', { filterTypes: ['change.seen'] })
      expect(await recipients(await send())).toContain('fresh')
      await space.svix.endpoint.patch(space.app, id, { filterTypes: ['other'] })
      expect(await recipients(await send())).not.toContain('fresh')
      await space.svix.endpoint.patch(space.app, id, { filterTypes: null })
      expect(await recipients(await send())).toContain('fresh')
      await space.svix.endpoint.patch(space.app, id, { disabled: true })
      expect(await recipients(await send())).not.toContain('fresh')
      await space.svix.endpoint.patch(space.app, id, { disabled: false })
      expect(await recipients(await send())).toContain('fresh')
      await space.svix.endpoint.delete(space.app, id)
      expect(await recipients(await send())).not.toContain('fresh')
    })
  }

  it('made over and over is never missed', async () => {
    const id = await addConsumer('toggled', { filterTypes: ['toggled'] })
    for (let round = 0; round < 50; round++) {
      await space.svix.endpoint.patch(space.app, id, { filterTypes: [round % 2 === 0 ? 'other' : 'toggled'] })
      const send = round % 4 < 2 ? () => space.post({ eventType: 'toggled', payload: {} }) : () => space.send('toggled')
      expect((await recipients(await send())).includes('toggled')).toBe(round % 2 === 1)
    }
  })
})
