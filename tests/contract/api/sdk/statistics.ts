import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { poll } from '../../engine/workspace.ts'
import { type Clients, createClients, statusOf } from './clients.ts'

let receiver: Receiver
let clients: Clients
let endpoint: string
beforeAll(async () => {
  receiver = await startReceiver()
  clients = await createClients(inject('posthorn'))
  endpoint = (await clients.svix.endpoint.create(clients.app, { url: receiver.url, filterTypes: ['counted'] })).id
  await clients.svix.endpoint.create(clients.app, { url: receiver.url, disabled: true })
  await clients.svix.message.create(clients.app, { eventType: 'counted', payload: {} })
  await receiver.waitFor(1)
})
afterAll(() => receiver.close())

const hour = 3_600_000
const finished = (id: string) =>
  poll(async () => {
    const task = await clients.svix.backgroundTask.get(id)
    return task.status === 'finished' ? task : null
  }, `the end of ${id}`)

describe('statistics', () => {
  it('count the attempts of each instance in the background, and name what is none', async () => {
    const range = { since: new Date(Date.now() - hour), until: new Date(Date.now() + hour) }
    const counted = await poll(async () => {
      const asked = { ...range, appIds: [clients.app, 'unknown'] }
      const task = await clients.svix.statistics.aggregateAppStats(asked)
      expect([task.task, task.unresolvedAppIds]).toEqual(['application.stats', ['unknown']])
      const { data } = await finished(task.id)
      return JSON.stringify(data).includes('"messageDestinations":1') ? data : null
    }, 'the attempt in the figures')
    expect(counted).toMatchObject({ appStats: [{ appId: clients.app, messageDestinations: 1 }] })
    const backwards = clients.svix.statistics.aggregateAppStats({ since: range.until, until: range.since })
    expect(await statusOf(backwards)).toBe(422)
  })

  it('list which event types each instance asks for', async () => {
    const task = await clients.svix.statistics.aggregateEventTypes()
    expect(task.task).toBe('event-type.aggregate')
    expect((await finished(task.id)).data).toMatchObject({
      event_types: [{ appId: clients.app, explicitlySubscribedEventTypes: ['counted'], hasCatchAllEndpoint: true }],
    })
  })

  it('count consumers, instances and attempts', async () => {
    const get = async (path: string) => (await clients.call('GET', path)).body
    expect(await get('/api/v1/stats/endpoint/count')).toEqual({ active: 1, disabled: 1 })
    expect(await get('/api/v1/app/stats/count-active')).toEqual({ count: 1 })
    await poll(async () => {
      const totals = await get(`/api/v1/app/${clients.app}/stats/attempts?event_types=counted`)
      return JSON.stringify(totals).includes('"total_success":1') ? totals : null
    }, 'the attempt in the totals')
    expect(await get(`/api/v1/stats/app/${clients.app}/attempt?period=OneHour`)).toMatchObject({ period: 'OneHour' })
  })

  it('look back a bounded time only', async () => {
    const since = new Date(Date.now() - 400 * 24 * hour).toISOString()
    const path = `/api/v1/app/${clients.app}/endpoint`
    const paths = [
      `${path}/${endpoint}/stats?since=${since}`,
      `/api/v1/stats/app/${clients.app}/attempt?startDate=${since}&period=FiveMinutes`,
    ]
    for (const one of paths) expect([one, (await clients.call('GET', one)).status]).toEqual([one, 422])
  })
})

describe('background tasks', () => {
  it('are listed newest first, by status and by name, in both directions', async () => {
    const list = async (query: string) => (await clients.call('GET', `/api/v1/background-task?${query}`)).body
    const first = await clients.svix.backgroundTask.list({ limit: 1 })
    const second = await clients.svix.backgroundTask.list({ limit: 1, iterator: first.iterator })
    const back = await clients.svix.backgroundTask.list({ limit: 1, iterator: second.prevIterator })
    expect([first.data[0]?.task, back.data]).toEqual(['event-type.aggregate', first.data])
    expect(await list('task=application.stats&status=finished&limit=1')).toMatchObject({
      data: [{ task: 'application.stats' }],
    })
    expect(await list('task=never.made')).toMatchObject({ data: [], done: true })
    expect(await list('status=running')).toMatchObject({ data: [] })
  })
})
