import { ApiException, Webhook } from 'svix'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type ReceivedRequest, type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

let receiver: Receiver
let space: Workspace
beforeAll(async () => {
  receiver = await startReceiver()
  space = await createWorkspace(inject('posthorn'), { retrySchedule: [0] })
})
afterAll(() => receiver.close())

const OWN_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

async function deliver(): Promise<{ message: string; request: ReceivedRequest }> {
  const message = await space.send('a.b', { n: 1 })
  const [request] = await receiver.waitFor(1, { matching: ({ headers }) => headers['webhook-id'] === message })
  if (request === undefined) throw new Error('nothing arrived')
  return { message, request }
}

function verifies(secret: string, { headers, body }: ReceivedRequest): boolean {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
  try {
    new Webhook(secret).verify(body, Object.fromEntries(names.map((name) => [name, String(headers[name])])))
    return true
  } catch {
    return false
  }
}

const code = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error: unknown) => (error instanceof ApiException ? error.code : error),
  )

describe('a signing secret', () => {
  it('and the one before it both verify while they overlap, and only the new one with no overlap', async () => {
    const { id } = await space.svix.endpoint.create(space.app, { url: receiver.url })
    const { key: first } = await space.svix.endpoint.getSecret(space.app, id)
    await space.svix.endpoint.rotateSecret(space.app, id, {})
    const { key: second } = await space.svix.endpoint.getSecret(space.app, id)
    const { request: overlapping } = await deliver()
    expect([verifies(first, overlapping), verifies(second, overlapping)]).toEqual([true, true])
    await space.call('POST', `/api/v1/app/${space.app}/endpoint/${id}/secret/rotate`, {
      key: OWN_SECRET,
      gracePeriodSeconds: 0,
    })
    const { request: rotated } = await deliver()
    expect(verifies(OWN_SECRET, rotated)).toBe(true)
    expect(verifies(second, rotated)).toBe(false)
    await space.svix.endpoint.delete(space.app, id)
  })

  it('can be given on create, and a malformed one is refused', async () => {
    const url = receiver.url
    const { id } = await space.svix.endpoint.create(space.app, { url, secret: OWN_SECRET })
    expect((await space.svix.endpoint.getSecret(space.app, id)).key).toBe(OWN_SECRET)
    expect(verifies(OWN_SECRET, (await deliver()).request)).toBe(true)
    const tooShort = `whsec_${Buffer.alloc(23).toString('base64')}`
    const tooLong = `whsec_${Buffer.alloc(65).toString('base64')}`
    for (const secret of [tooShort, tooLong, 'whsec_not base64 at all, whatever it is']) {
      expect(await code(space.svix.endpoint.create(space.app, { url, secret }))).toBe(422)
      expect(await code(space.svix.endpoint.rotateSecret(space.app, id, { key: secret }))).toBe(422)
    }
    await space.svix.endpoint.delete(space.app, id)
  })
})

describe('custom headers', () => {
  it('arrive in the case they were typed in; the sensitive ones are masked in the attempt, wherever they occur', async () => {
    receiver.behave(({ headers }) => ({ status: 500, body: `you sent ${headers.authorization}` }))
    const { id } = await space.svix.endpoint.create(space.app, {
      url: receiver.url,
      headers: { 'X-Codat-ClientId': 'client-1', Authorization: 'Bearer s3cret-value-of-test', 'x-lower': 'plain' },
    })
    const { message, request } = await deliver()
    const raw = request.rawHeaders
    for (const [name, value] of [
      ['X-Codat-ClientId', 'client-1'],
      ['Authorization', 'Bearer s3cret-value-of-test'],
      ['x-lower', 'plain'],
    ] as const) {
      expect(raw[raw.indexOf(name) + 1]).toBe(value)
    }
    const [attempt] = await space.attempts(message, id, ({ length }) => length === 1)
    expect(attempt?.response).not.toContain('s3cret-value')
    const [detail] = await space.details(message)
    expect(detail?.requestHeaders).toMatchObject({ 'X-Codat-ClientId': 'client-1', 'x-lower': 'plain' })
    expect(JSON.stringify(detail)).not.toContain('s3cret-value')
    expect(JSON.stringify(await space.svix.endpoint.getHeaders(space.app, id))).not.toContain('s3cret-value')
    receiver.behave({})
    await space.svix.endpoint.delete(space.app, id)
  })

  it('that Posthorn sets itself are refused', async () => {
    const forbidden = [
      ...['Host', 'Content-Length', 'content-type', 'Connection', 'Transfer-Encoding'],
      ...['User-Agent', 'webhook-id', 'Svix-Signature'],
    ]
    for (const name of forbidden) {
      const endpoint = { url: receiver.url, headers: { [name]: 'x' } }
      expect([name, await code(space.svix.endpoint.create(space.app, endpoint))]).toEqual([name, 422])
    }
  })
})
