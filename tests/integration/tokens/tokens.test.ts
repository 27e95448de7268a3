import { beforeEach, describe, expect, test } from 'vitest'
import { hasPortalSession, sessionActor } from '#lib/auth/session.ts'
import { listAudit } from '#lib/domain/audit/list-audit.ts'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { rotateSigningSecret } from '#lib/domain/consumers/rotate-signing-secret.ts'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import type { Context } from '#lib/domain/context.ts'
import { parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { getInstance } from '#lib/domain/instances/get-instance.ts'
import { authenticateToken } from '#lib/domain/tokens/authenticate-token.ts'
import { createPortalAccess } from '#lib/domain/tokens/create-portal-access.ts'
import { createPortalLink } from '#lib/domain/tokens/create-portal-link.ts'
import { createToken } from '#lib/domain/tokens/create-token.ts'
import { endPortalAccess } from '#lib/domain/tokens/end-portal-access.ts'
import { endPortalSession } from '#lib/domain/tokens/end-portal-session.ts'
import { exchangeOneTimeToken } from '#lib/domain/tokens/exchange-one-time-token.ts'
import { expirePortalAccess } from '#lib/domain/tokens/expire-portal-access.ts'
import { getWhoami } from '#lib/domain/tokens/get-whoami.ts'
import { listPortalSessions } from '#lib/domain/tokens/list-portal-sessions.ts'
import { listTokens } from '#lib/domain/tokens/list-tokens.ts'
import { revokeToken } from '#lib/domain/tokens/revoke-token.ts'
import { callRoute } from '#tests/support/call-route.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { GET as followLive } from '../../../app/api/v1/app/[app_id]/live/route.ts'
import { GET as getOverview } from '../../../app/api/v1/app/[app_id]/overview/route.ts'
import { POST as makeLink } from '../../../app/api/v1/app/[app_id]/portal-session/route.ts'
import { POST as createOverHttp } from '../../../app/api/v1/app/[app_id]/token/route.ts'
import { GET as whoami } from '../../../app/api/v1/auth/whoami/route.ts'
import {
  DELETE as deleteAlert,
  GET as getAlert,
} from '../../../app/api/v1/operational-webhook/endpoint/[endpoint_id]/route.ts'
import { GET as getAlertSecret } from '../../../app/api/v1/operational-webhook/endpoint/[endpoint_id]/secret/route.ts'
import { POST as addAlert, GET as listAlerts } from '../../../app/api/v1/operational-webhook/endpoint/route.ts'

const { pool } = await createDatabase()

const ctx = rootContext()
let instance: string

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'test' })).id
})

async function as(token: string | null): Promise<Context> {
  return { ...ctx, actor: await authenticateToken(token ?? '') }
}

function oneTimeTokenOf(url: string): string {
  return new URL(url).hash.replace('#key=', '')
}

describe('an API token', () => {
  test('is shown once, works, and is kept only as its hash', async () => {
    const { token, ...view } = await createToken(ctx, instance, { name: 'ci' })
    expect(token).toMatch(/^sk_[A-Za-z0-9_-]{43}$/)
    expect(view.hint).toBe(token?.slice(-4))
    const { actor } = await as(token)
    expect(actor).toMatchObject({ kind: 'token', name: 'ci', role: 'admin', instanceId: parseId('instance', instance) })
    expect((await listTokens(ctx, instance, {})).data).toMatchObject([{ id: view.id, name: 'ci' }])
    const { rows } = await pool.query('select t::text as text from api_token t')
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('of one instance sees no other, and makes no token of every instance', async () => {
    const other = (await createInstance(ctx, { name: 'other' })).id
    const bearer = await as((await createToken(ctx, instance, { name: 'ci' })).token)
    await expect(getInstance(bearer, other)).rejects.toMatchObject({ code: 'not_found' })
    await expect(createToken(bearer, null, { name: 'all' })).rejects.toMatchObject({ code: 'permission_denied' })
    await expect(createToken(bearer, other, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('gives no role above its own', async () => {
    const admin = await as((await createToken(ctx, instance, { name: 'ci', role: 'admin' })).token)
    await expect(createToken(admin, instance, { name: 'x', role: 'owner' })).rejects.toMatchObject({
      code: 'permission_denied',
    })
    expect(await createToken(admin, instance, { name: 'x', role: 'viewer' })).toMatchObject({ role: 'viewer' })
  })

  test('ends when revoked or expired', async () => {
    const { id, token } = await createToken(ctx, instance, { name: 'ci' })
    await revokeToken(ctx, instance, id)
    await expect(as(token)).rejects.toMatchObject({ code: 'authentication_failed' })
    const short = await createToken(ctx, instance, { name: 'short', expiresAt: '2100-01-01T00:00:00Z' })
    await pool.query("update api_token set expires_at = now() where name = 'short'")
    await expect(as(short.token)).rejects.toMatchObject({ code: 'authentication_failed' })
    await expect(createToken(ctx, instance, { name: 'x', expiresAt: '2020-01-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'validation',
    })
  })

  test('is not shown again when its creation is repeated with the same Idempotency-Key', async () => {
    const request = { params: { app_id: instance }, headers: { 'idempotency-key': 'k1' }, body: { name: 'ci' } }
    const first = await callRoute(createOverHttp, request)
    expect(first).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^sk_/) } })
    expect(await callRoute(createOverHttp, request)).toMatchObject({ status: 201, body: { name: 'ci', token: null } })
    expect((await listTokens(ctx, instance, {})).data).toHaveLength(1)
  })

  test('leaves its story in the audit log, without the secret', async () => {
    const { id, token } = await createToken(ctx, instance, { name: 'ci' })
    await revokeToken(ctx, instance, id)
    const { data } = await listAudit(ctx, instance, { action: 'token.' })
    expect(data.map(({ action, targetId }) => [action, targetId])).toEqual([
      ['token.revoke', id],
      ['token.create', id],
    ])
    expect(JSON.stringify(data)).not.toContain(token)
    expect((await listAudit(ctx, instance, { actor: 'nobody' })).data).toEqual([])
  })
})

describe('portal access', () => {
  test('may do what its capabilities say and no more', async () => {
    const { id: consumer } = await createConsumer(ctx, instance, { url: 'https://example.com' })
    const { token } = await createPortalAccess(ctx, instance, { capabilities: ['ViewBase', 'ManageEndpoint'] })
    const portal = await as(token)
    expect(await updateConsumer(portal, instance, consumer, { description: 'mine' })).toMatchObject({
      description: 'mine',
    })
    await expect(rotateSigningSecret(portal, instance, consumer, {})).rejects.toMatchObject({
      code: 'permission_denied',
    })
    await expect(createToken(portal, instance, { name: 'x' })).rejects.toMatchObject({ code: 'permission_denied' })
    expect(getWhoami(portal)).toMatchObject({ instanceId: instance, permissions: ['read', 'consumer:write'] })
  })

  test('read only, reads only', async () => {
    const { token } = await createPortalAccess(ctx, instance, { readOnly: true })
    expect(getWhoami(await as(token)).permissions).toEqual(['read'])
  })

  test('is got once for a one-time token, which is no token itself', async () => {
    const { url } = await createPortalAccess(ctx, instance, { capabilities: ['ViewBase'] })
    const once = oneTimeTokenOf(url)
    await expect(as(once)).rejects.toMatchObject({ code: 'authentication_failed' })
    const both = await Promise.allSettled([exchangeOneTimeToken(once), exchangeOneTimeToken(once)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [won] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(won?.capabilities).toEqual(['ViewBase'])
    expect(getWhoami(await as(won?.token ?? '')).permissions).toEqual(['read'])
  })

  test('lasts as long as its maker said, also when its link is opened late', async () => {
    const { url, session } = await createPortalLink(ctx, instance, { expiry: 3600, sessionId: 'mara' })
    const entry = await exchangeOneTimeToken(oneTimeTokenOf(url))
    expect(entry).toMatchObject({ instanceId: instance, expiresAt: new Date(session.expiresAt) })
    expect(Date.parse(session.expiresAt) - Date.now()).toBeLessThanOrEqual(3_600_000)
    await pool.query('update api_token set expires_at = now()')
    await expect(as(entry.token)).rejects.toMatchObject({ code: 'authentication_failed' })
  })

  test('is listed from the link to the session, and one is ended without the others', async () => {
    const first = await createPortalLink(ctx, instance, { readOnly: true, sessionId: 'mara' })
    const second = await createPortalLink(ctx, instance, { sessionId: 'ben' })
    const { token } = await exchangeOneTimeToken(oneTimeTokenOf(first.url))
    const listed = await listPortalSessions(ctx, instance, {})
    expect(listed.data).toMatchObject([
      { id: second.session.id, sessionId: 'ben', isOpened: false, lastUsedAt: null },
      { id: first.session.id, sessionId: 'mara', isOpened: true, capabilities: ['ViewBase'] },
    ])
    await endPortalSession(ctx, instance, first.session.id)
    await expect(as(token)).rejects.toMatchObject({ code: 'authentication_failed' })
    expect((await listPortalSessions(ctx, instance, {})).data).toMatchObject([{ sessionId: 'ben' }])
    await endPortalSession(ctx, instance, second.session.id)
    await expect(exchangeOneTimeToken(oneTimeTokenOf(second.url))).rejects.toMatchObject({
      code: 'authentication_failed',
    })
    const apiToken = await createToken(ctx, instance, { name: 'ci' })
    await expect(endPortalSession(ctx, instance, apiToken.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test("with everything still sees nothing that is the operator's own", async () => {
    const { token } = await createPortalAccess(ctx, instance, {})
    const { actor } = await as(token)
    const { id } = await createConsumer(ctx, instance, { url: 'https://example.com' }, 'operational')
    const params = { app_id: instance, endpoint_id: id }
    const closed = [getOverview, followLive, listAlerts, addAlert, getAlert, deleteAlert, getAlertSecret, makeLink]
    const answers = await Promise.all(closed.map((route) => callRoute(route, { params, actor, body: {} })))
    expect(answers.map(({ status }) => status)).toEqual(closed.map(() => 403))
  })

  test('travels as a cookie; an API token does not', async () => {
    const { token: apiToken } = await createToken(ctx, instance, { name: 'ci' })
    const { token } = await createPortalAccess(ctx, instance, { readOnly: true })
    expect(await sessionActor(`posthorn.session=${apiToken}`)).toBeNull()
    expect(await sessionActor('posthorn.session=sk_unknown')).toBeNull()
    const actor = await sessionActor(`other=1; posthorn.session=${token}`)
    expect(actor).toMatchObject({ kind: 'token', instanceId: parseId('instance', instance) })
    expect(hasPortalSession(`posthorn.session=${token}`)).toBe(true)
  })

  test('ends at logout, and for one session or for all when expired', async () => {
    const first = await createPortalAccess(ctx, instance, { sessionId: 'mara' })
    const second = await createPortalAccess(ctx, instance, { sessionId: 'ben' })
    const third = await createPortalAccess(ctx, instance, {})
    await endPortalAccess(await as(third.token))
    await expect(as(third.token)).rejects.toMatchObject({ code: 'authentication_failed' })
    await expirePortalAccess(ctx, instance, { sessionIds: ['mara'] })
    await expect(as(first.token)).rejects.toMatchObject({ code: 'authentication_failed' })
    expect((await as(second.token)).actor.kind).toBe('token')
    await expirePortalAccess(ctx, instance, {})
    await expect(as(second.token)).rejects.toMatchObject({ code: 'authentication_failed' })
    await expect(endPortalAccess(ctx)).rejects.toMatchObject({ code: 'permission_denied' })
  })
})

test('whoami says who calls, in the public fields too', async () => {
  const actor = { kind: 'token', instanceId: parseId('instance', instance), name: 'ci', role: 'viewer' } as const
  expect((await callRoute(whoami, { actor })).body).toMatchObject({
    appId: instance,
    permissionSource: 'RegionalAuthToken',
    name: 'ci',
    permissions: ['read', 'source:read'],
  })
})
