import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '#lib/db/client.ts'
import { parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { createSource } from '#lib/domain/sources/create-source.ts'
import { deleteSource } from '#lib/domain/sources/delete-source.ts'
import { getSource } from '#lib/domain/sources/get-source.ts'
import { listSources } from '#lib/domain/sources/list-sources.ts'
import { rotateSourceToken } from '#lib/domain/sources/rotate-source-token.ts'
import type { SourceInput } from '#lib/domain/sources/schemas.ts'
import { updateSource } from '#lib/domain/sources/update-source.ts'
import { upsertSource } from '#lib/domain/sources/upsert-source.ts'
import { createDatabase } from '#tests/support/database.ts'
import {
  CODAT_EVENT as EVENT,
  postWebhook,
  SOURCE_SECRET as SECRET,
  signWebhook as signed,
  tokenOf,
} from '#tests/support/post-webhook.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()
afterAll(() => prisma().$disconnect())

const ctx = rootContext()
const viewer = rootContext({ role: 'viewer' })

let app: string

beforeEach(async () => {
  app = (await createInstance(ctx, { name: 'test' })).id
})

async function addSource(input: Partial<SourceInput> = {}): Promise<{ id: string; token: string }> {
  const view = await createSource(ctx, app, { name: 'test', type: 'svix', config: { secret: SECRET }, ...input })
  return { id: view.id, token: tokenOf(view.ingestUrl) }
}

const post = (token: string, body: string, headers?: Record<string, string>) => postWebhook(ctx, token, body, headers)

describe('a source', () => {
  it('shows its address to those who may see secrets, and its secret to nobody', async () => {
    const { id, token } = await addSource()
    const seen = await getSource(ctx, app, id)
    expect(tokenOf(seen.ingestUrl)).toBe(token)
    expect(JSON.stringify(seen)).not.toContain(SECRET)
    expect((await getSource(viewer, app, id)).ingestUrl).toBeNull()
    const rows = await pool.query(
      'select s::text as source, a::text as audit from source s, audit_entry a where s.id = $1 and a.target_id = $2',
      [parseId('source', id), id],
    )
    expect(JSON.stringify(rows.rows)).not.toContain(token)
    expect(rows.rowCount).toBeGreaterThan(0)
  })

  it('with a new address answers at the old one until the overlap ends', async () => {
    const { id, token } = await addSource()
    const fresh = tokenOf((await rotateSourceToken(ctx, app, id)).ingestUrl)
    expect((await post(token, EVENT, signed(EVENT))).status).toBe(202)
    expect((await post(fresh, EVENT, signed(EVENT))).status).toBe(202)
    await pool.query(`update source set old_token_until = now() - interval '1 s' where id = $1`, [
      parseId('source', id),
    ])
    expect((await post(token, EVENT, signed(EVENT))).status).toBe(404)
  })

  it('with a new secret takes what is signed with the old one too, and keeps its other settings', async () => {
    const { id, token } = await addSource({ eventTypePath: 'body:kind' })
    const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
    await updateSource(ctx, app, id, { config: { secret: other } })
    expect((await post(token, EVENT, signed(EVENT))).status).toBe(202)
    expect((await post(token, EVENT, signed(EVENT, 'msg_2', other))).status).toBe(202)
    expect((await getSource(ctx, app, id)).eventTypePath).toBe('body:kind')
    const renamed = await updateSource(ctx, app, id, { name: 'renamed', uid: 'my-source' })
    expect(renamed).toMatchObject({ id, name: 'renamed', uid: 'my-source', type: 'svix' })
  })

  it('is found by uid, replaced or added by PUT, listed, and gone after delete', async () => {
    const input = { name: 'by uid', type: 'github', config: { secret: 's' } }
    const made = await upsertSource(ctx, app, 'gh', input)
    expect(made).toMatchObject({ created: true, source: { uid: 'gh', scheme: 'github' } })
    const again = await upsertSource(ctx, app, 'gh', { ...input, name: 'changed', config: {} })
    expect(again).toMatchObject({
      created: false,
      source: { id: made.source.id, name: 'changed', uid: 'gh', scheme: 'none' },
    })
    expect((await listSources(ctx, app, {})).data.map(({ uid }) => uid)).toEqual(['gh'])
    await expect(createSource(ctx, app, { ...input, uid: 'gh' })).rejects.toMatchObject({ code: 'conflict' })
    await deleteSource(ctx, app, 'gh')
    await expect(getSource(ctx, app, made.source.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is not made by viewers, with a config that does not suit its type, or of an unknown type', async () => {
    await expect(createSource(viewer, app, { name: 'no', type: 'svix' })).rejects.toMatchObject({
      code: 'permission_denied',
    })
    await expect(createSource(ctx, app, { name: 'no', type: 'stripe', config: {} })).rejects.toMatchObject({
      code: 'validation',
      problems: [{ loc: ['body', 'config', 'secret'] }],
    })
    await expect(createSource(ctx, app, { name: 'no', type: 'cron' })).rejects.toThrow()
  })
})
