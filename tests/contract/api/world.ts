import { Svix } from 'svix'
import { z } from 'zod'
import { poll } from '../engine/workspace.ts'
import type { Operation } from './description.ts'

/** One of everything that an address can name, in an instance of its own. */
export interface World {
  readonly app: string
  /** Of that instance only, which it administers. */
  readonly token: string
  readonly viewerToken: string
  /** The id of an address's variable. */
  idOf(operation: Operation, variable: string): string
}

const made = z.looseObject({ id: z.string() })
const madeToken = z.object({ token: z.string(), id: z.string() })

/** Makes the instance and fills it. Its one message fails at once: nobody listens. */
export async function createWorld({ origin, apiToken }: { origin: string; apiToken: string }): Promise<World> {
  const svix = new Svix(apiToken, { serverUrl: origin })
  const { id: app } = await svix.application.create({ name: 'world' })
  const post = async (path: string, body: object = {}) => {
    const response = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiToken}`, 'x-instance-id': app },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response.json()
  }
  const inApp = `/api/v1/app/${app}`
  const url = 'http://127.0.0.1:9/closed'
  const token = async (role: string) => madeToken.parse(await post(`${inApp}/token`, { name: role, role }))
  const [admin, viewer] = [await token('admin'), await token('viewer')]
  const eventType = `world.${app.slice(-8)}`
  await svix.message.create(app, { eventType: 'before', payload: {} })
  const endpoint = await svix.endpoint.create(app, { url })
  const message = await svix.message.create(app, { eventType: 'made', payload: {} })
  const attempt = await poll(async () => {
    const { data } = await svix.messageAttempt.listByMsg(app, message.id)
    return data[0] ?? null
  }, 'an attempt')
  const task = await svix.endpoint.recover(app, endpoint.id, { since: new Date(Date.now() - 3_600_000) })
  await post('/api/v1/event-type', { name: eventType, description: '' })
  const company = made.extend({ externalId: z.string() }).parse(await post(`${inApp}/company`, { name: 'Company' }))
  const webhook = made.parse(await post('/api/codat/webhooks', { url, eventTypes: [eventType] }))
  const operational = made.parse(await post('/api/v1/operational-webhook/endpoint', { url }))
  const source = made.parse(await post('/ingest/api/v1/source', { name: 'source', type: 'generic-webhook' }))
  const everywhere = madeToken.parse(await post('/api/v1/token', { name: 'all', role: 'viewer' }))
  const invitation = made.parse(await post('/api/v1/invitation', { email: `${app}@example.com`, role: 'viewer' }))
  const portal = z.object({ session: made }).parse(await post(`${inApp}/portal-session`))
  const ids: Readonly<Record<string, string>> = {
    app_id: app,
    endpoint_id: endpoint.id,
    msg_id: message.id,
    attempt_id: attempt.id,
    task_id: task.id,
    event_type_name: eventType,
    company_id: company.id,
    companyId: company.externalId,
    webhookId: webhook.id,
    source_id: source.id,
    token_id: admin.id,
    session_id: portal.session.id,
    invitation_id: invitation.id,
    person_id: invitation.id.replace('inv_', 'usr_'),
    preset: 'codat',
  }
  return {
    app,
    token: admin.token,
    viewerToken: viewer.token,
    idOf: ({ path }, variable) => {
      if (path.startsWith('/api/v1/operational-webhook/')) return operational.id
      if (path.startsWith('/api/v1/token/')) return everywhere.id
      const id = ids[variable]
      if (id === undefined) throw new Error(`the world has no {${variable}}: make one in tests/contract/api/world.ts`)
      return id
    },
  }
}
