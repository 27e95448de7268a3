import { beforeAll, describe, expect, inject, it } from 'vitest'
import { poll } from '../../engine/workspace.ts'
import { type Clients, createClients, statusOf } from './clients.ts'

let clients: Clients
beforeAll(async () => {
  clients = await createClients(inject('posthorn'))
})

const SPEC = {
  openapi: '3.1.0',
  webhooks: {
    'pet.born': {
      post: {
        description: 'A pet',
        tags: ['pets'],
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
      },
    },
    'pet.named': { post: { description: 'A name' } },
  },
}

describe('the catalogue', () => {
  it('shows what an import would do, does it, and archives the others when told to', async () => {
    const { eventType } = clients.svix
    await eventType.create({ name: 'old.one', description: 'Old' })
    expect((await eventType.importOpenapi({ spec: SPEC, dryRun: true })).data).toMatchObject({
      modified: [],
      toModify: [{ name: 'pet.born' }, { name: 'pet.named' }],
    })
    expect((await eventType.list()).data.map(({ name }) => name)).toEqual(['old.one'])
    await eventType.importOpenapi({ specRaw: JSON.stringify(SPEC), replaceAll: true })
    expect((await eventType.list()).data.map(({ name }) => name)).toEqual(['pet.born', 'pet.named'])
    expect((await eventType.get('old.one')).archived).toBe(true)
  })

  it('is written as an OpenAPI document in the background', async () => {
    const { status, body } = await clients.call('POST', '/api/v1/event-type/export/openapi')
    const { id } = await clients.svix.backgroundTask.get(idOf(body))
    expect([status, body]).toMatchObject([202, { task: 'sdk.generate', status: 'running' }])
    const done = await poll(async () => {
      const task = await clients.svix.backgroundTask.get(id)
      return task.status === 'finished' ? task : null
    }, 'the export')
    expect(done.data).toMatchObject({ spec: { webhooks: { 'pet.born': { post: { description: 'A pet' } } } } })
  })

  it('keeps an archived type from new messages and new filters, until it is created again', async () => {
    const { endpoint, eventType, message } = clients.svix
    const filterTypes = ['retired']
    const url = 'https://example.com/'
    await eventType.create({ name: 'retired', description: '' })
    const before = await endpoint.create(clients.app, { url, filterTypes })
    await eventType.delete('retired')
    const send = () => statusOf(message.create(clients.app, { eventType: 'retired', payload: {} }))
    await poll(async () => ((await send()) === 422 ? true : null), 'the refusal at the front door')
    expect(await statusOf(endpoint.create(clients.app, { url, filterTypes }))).toBe(422)
    expect((await endpoint.patch(clients.app, before.id, { filterTypes })).filterTypes).toEqual(filterTypes)
    await eventType.create({ name: 'retired', description: 'back' })
    await poll(async () => ((await send()) === 'resolved' ? true : null), 'the type at the front door again')
  })

  it('keeps a schedule of its own for a type', async () => {
    const path = '/api/v1/event-type/pet.born/retry-schedule'
    const retrySchedule = [
      { secs: 0, nanos: 0 },
      { secs: 60, nanos: 0 },
    ]
    expect(await clients.call('PUT', path, { retrySchedule })).toEqual({ status: 200, body: { retrySchedule } })
    expect((await clients.call('GET', path)).body).toEqual({ retrySchedule })
    expect((await clients.call('PUT', path, { retrySchedule: null })).body).toEqual({ retrySchedule: null })
  })

  it('has feature flags in both generations of names', async () => {
    const path = '/api/v1/event-type/pet.named'
    expect((await clients.call('PATCH', path, { featureFlag: 'beta' })).body).toMatchObject({
      featureFlag: 'beta',
      featureFlags: ['beta'],
    })
    expect((await clients.call('PATCH', path, { featureFlags: null })).body).toMatchObject({ featureFlag: null })
  })
})

function idOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : ''
}
