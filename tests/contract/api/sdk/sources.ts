import { beforeAll, describe, expect, inject, it } from 'vitest'
import { poll } from '../../engine/workspace.ts'
import { type Clients, createClients, statusOf } from './clients.ts'

let clients: Clients
beforeAll(async () => {
  clients = await createClients(inject('posthorn'))
})
const config = { secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' }

describe('sources through the svix package', () => {
  it('are created, read, replaced, patched, listed, given a new token and deleted', async () => {
    const { source } = clients.svix.ingest
    const made = await source.create({ name: 'provider', type: 'svix', uid: 'provider', config })
    expect(made.ingestUrl).toContain('/in/')
    expect((await source.get('provider')).id).toBe(made.id)
    expect(await statusOf(source.create({ name: 'provider', type: 'svix', uid: 'provider', config }))).toBe(409)
    expect((await source.update('provider', { name: 'renamed', type: 'svix', config })).name).toBe('renamed')
    const patched = await clients.call('PATCH', '/ingest/api/v1/source/provider', { metadata: { team: 'billing' } })
    expect(patched.body).toMatchObject({ id: made.id, name: 'renamed', metadata: { team: 'billing' } })
    expect((await source.list()).data.map(({ id }) => id)).toEqual([made.id])
    expect((await source.rotateToken('provider')).ingestUrl).not.toBe(made.ingestUrl)
    await source.delete('provider')
    expect(await statusOf(source.get(made.id))).toBe(404)
  })

  it('log what they did not let in, without the secret', async () => {
    const made = await clients.svix.ingest.source.create({ name: 'logged', type: 'svix', config })
    const refused = await fetch(made.ingestUrl ?? '', { method: 'POST', body: '{"type":"a"}' })
    expect(refused.status).toBe(401)
    const logged = await poll(async () => {
      const { body } = await clients.call('GET', `/ingest/api/v1/source/${made.id}/log`)
      return JSON.stringify(body).includes('"status_code":401') ? body : null
    }, 'the rejection in the log')
    expect(logged).toMatchObject({ data: [{ source_id: made.id, payload: '{"type":"a"}' }], done: true })
    expect(JSON.stringify(logged)).not.toContain(config.secret)
  })
})
