import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import catalogue from '../../fixtures/codat-event-types.json' with { type: 'json' }
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

describe('the published examples of events', () => {
  const published = catalogue.flatMap(({ name, examples }) => examples.map((example) => ({ name, example })))
  const reader = z.object({ tags: z.record(z.string(), z.string()).optional(), id: z.string().optional() })
  const aboutOf = (name: string, { payload }: { payload: object }) => {
    const found = name.startsWith('company.') ? payload : 'referenceCompany' in payload ? payload.referenceCompany : {}
    return reader.parse(found ?? {})
  }
  const regions = [...new Set(published.map(({ name, example }) => aboutOf(name, example).tags?.customerRegion))]

  it('each reach the consumers of their region, from the tags of their body', async () => {
    const own = await createWorkspace(inject('posthorn'))
    const named = regions.filter((region) => region !== undefined)
    expect(named.length).toBeGreaterThan(1)
    for (const region of named) {
      const channels = [`customerRegion:${region}`, 'service:unheard-of']
      await own.svix.endpoint.create(own.app, { url: `${receiver.url}/${region}`, channels })
    }
    await own.svix.endpoint.create(own.app, { url: `${receiver.url}/shouted`, channels: ['customerRegion:US'] })
    await own.svix.endpoint.create(own.app, { url: `${receiver.url}/everything` })
    const wrong: unknown[] = []
    const hasTags = ({ name, example }: (typeof published)[number]) => aboutOf(name, example).tags !== undefined
    // Those without tags first: soon, the company has those that were discovered from its other events.
    for (const { name, example } of [...published].sort((a, b) => Number(hasTags(a)) - Number(hasTags(b)))) {
      const message = await own.post({ eventType: name, payload: example })
      const { data } = await own.svix.messageAttempt.listAttemptedDestinations(own.app, message)
      const reached = data.map(({ url }) => new URL(url).pathname.slice(1)).sort()
      const region = aboutOf(name, example).tags?.customerRegion
      const expected = ['everything', ...(region === undefined ? [] : [region])].sort()
      if (reached.join() !== expected.join()) wrong.push({ name, reached, expected })
    }
    expect(wrong).toEqual([])
  })

  it('about a company that moved follow the body, and else what is stored of the company', async () => {
    const own = await createWorkspace(inject('posthorn'))
    for (const tag of ['region:us', 'region:uk', 'service:t2k']) {
      await own.svix.endpoint.create(own.app, { url: `${receiver.url}/${tag}`, channels: [tag] })
    }
    const stored = { id: 'moved', name: 'Moved Ltd', tags: { region: 'us', service: 't2k' } }
    await own.call('PUT', `/api/v1/app/${own.app}/company/moved`, stored)
    const reached = async (tags?: object) => {
      const message = await own.post(event({ referenceCompany: { id: 'moved', ...(tags && { tags }) } }))
      const { data } = await own.svix.messageAttempt.listAttemptedDestinations(own.app, message)
      return data.map(({ url }) => new URL(url).pathname.slice(1)).sort()
    }
    expect(await reached()).toEqual(['region:us', 'service:t2k'])
    expect(await reached({ region: 'uk' })).toEqual(['region:uk', 'service:t2k'])
    expect(await reached({ Region: 'uk' })).toEqual(['region:us', 'service:t2k'])
    expect(await reached({ region: 'UK' })).toEqual(['service:t2k'])
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

  it('rule 8, fan-out is never stale: made over and over is never missed', async () => {
    const id = await addConsumer('toggled', { filterTypes: ['toggled'] })
    for (let round = 0; round < 100; round++) {
      await space.svix.endpoint.patch(space.app, id, { filterTypes: [round % 2 === 0 ? 'other' : 'toggled'] })
      const send = round % 4 < 2 ? () => space.post({ eventType: 'toggled', payload: {} }) : () => space.send('toggled')
      expect((await recipients(await send())).includes('toggled')).toBe(round % 2 === 1)
    }
  })
})
