import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { setCustomHeaders } from '#lib/domain/consumers/set-custom-headers.ts'
import { formatId, newUuid, parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { getTransformation } from '#lib/domain/transformations/get-transformation.ts'
import { listTransformationVersions } from '#lib/domain/transformations/list-transformation-versions.ts'
import { rollBackTransformation } from '#lib/domain/transformations/roll-back-transformation.ts'
import { sharedSandbox } from '#lib/domain/transformations/shared-sandbox.ts'
import { tryTransformation } from '#lib/domain/transformations/try-transformation.ts'
import { updateTransformation } from '#lib/domain/transformations/update-transformation.ts'
import { callRoute } from '#tests/support/call-route.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { POST as simulate } from '../../../app/api/v1/app/[app_id]/endpoint/[endpoint_id]/transformation/simulate/route.ts'

const { pool } = await createDatabase()
afterAll(() => sharedSandbox().close())

const ctx = rootContext()
const PLAIN = 'function handler(webhook) { return webhook }'
const RENAMED = `function handler(webhook) {
  console.log('tags', webhook.companyTags.join())
  return { ...webhook, method: 'PUT', payload: { renamed: webhook.payload.name } }
}`
let instance: string
let consumer: string

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'test' })).id
  consumer = (await createConsumer(ctx, instance, { url: 'https://example.com/hook' })).id
})

const read = () => getTransformation(ctx, instance, consumer)
const update = (patch: { code?: string | null; enabled?: boolean }) =>
  updateTransformation(ctx, instance, consumer, patch)

async function configVersion(): Promise<number> {
  const { rows } = await pool.query<{ v: number }>('select config_version::int as v from instance where id = $1', [
    parseId('instance', instance),
  ])
  return rows[0]?.v ?? Number.NaN
}

describe('a transformation', () => {
  test('is saved and switched on separately, and each change reaches the fan-out', async () => {
    expect(await read()).toEqual({ code: null, enabled: false, version: null, nextVersion: 1, updatedAt: null })
    const before = await configVersion()
    await update({ code: PLAIN })
    expect(await read()).toMatchObject({ code: PLAIN, enabled: false, version: 1 })
    await update({ enabled: true })
    expect(await read()).toMatchObject({ enabled: true, version: 1 })
    expect(await configVersion()).toBe(before + 2)
  })

  test('cannot be switched on without code, and is off once its code is removed', async () => {
    await expect(update({ enabled: true })).rejects.toMatchObject({ code: 'validation' })
    await update({ code: PLAIN, enabled: true })
    await update({ code: null })
    expect(await read()).toMatchObject({ code: null, enabled: false, version: null })
  })

  test('keeps its versions and goes back to any of them', async () => {
    await update({ code: PLAIN, enabled: true })
    await update({ code: RENAMED })
    await update({ code: RENAMED })
    const first = await listTransformationVersions(ctx, instance, consumer, { limit: 1 })
    expect(first.data).toMatchObject([{ version: 2, code: RENAMED, isCurrent: true, createdBy: 'test' }])
    const rest = await listTransformationVersions(ctx, instance, consumer, { iterator: first.iterator ?? '' })
    expect(rest.data).toMatchObject([{ version: 1, isCurrent: false }])
    await rollBackTransformation(ctx, instance, consumer, 1)
    expect(await read()).toMatchObject({ code: PLAIN, enabled: true, version: 1, nextVersion: 3 })
    await update({ code: RENAMED })
    expect(await read()).toMatchObject({ version: 3, nextVersion: 4 })
    await expect(rollBackTransformation(ctx, instance, consumer, 9)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('has at most 50 KiB, counted in bytes', async () => {
    await expect(update({ code: `${PLAIN}//${'é'.repeat(26_000)}` })).rejects.toThrow('50 KiB')
  })

  test('that two people save at once becomes two versions', async () => {
    await Promise.all([update({ code: PLAIN }), update({ code: RENAMED })])
    const { data } = await listTransformationVersions(ctx, instance, consumer, {})
    expect(data.map(({ version }) => version)).toEqual([2, 1])
  })
})

describe('trying code', () => {
  const event = { eventType: 'invoice.paid', payload: { name: 'x' }, tags: ['region:us'] }

  test('shows before, after and the console, and no sensitive header', async () => {
    const headers = [
      { name: 'Authorization', value: 'Bearer secret' },
      { name: 'X-Team', value: 'a' },
    ]
    await setCustomHeaders(ctx, instance, consumer, { mode: 'replace', headers })
    const view = await tryTransformation(ctx, instance, consumer, { code: RENAMED, ...event })
    expect(view.before).toMatchObject({ method: 'POST', payload: { name: 'x' }, headers: { 'X-Team': 'a' } })
    expect(view.after).toMatchObject({ method: 'PUT', payload: { renamed: 'x' }, cancel: false })
    expect(view.console.join()).toContain('region:us')
    expect(JSON.stringify(view)).not.toContain('secret')
  })

  test('runs on a real past message', async () => {
    const id = newUuid()
    await pool.query(
      `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size, flags)
       select $1, key, 'bill.due', '{region:uk}', '{0}', '{}', '{"name":"past"}', 15, 0 from instance where id = $2`,
      [id, parseId('instance', instance)],
    )
    const view = await tryTransformation(ctx, instance, consumer, { code: RENAMED, messageId: formatId('message', id) })
    expect(view).toMatchObject({ before: { eventType: 'bill.due' }, after: { payload: { renamed: 'past' } } })
  })

  test('says so of a message that is nested too deeply to be shown', async () => {
    const id = newUuid()
    const body = `{"deep":${'['.repeat(9_000)}${']'.repeat(9_000)}}`
    await pool.query(
      `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size, flags)
       select $1, key, 'bill.due', '{}', '{}', '{}', $3, 18009, 0 from instance where id = $2`,
      [id, parseId('instance', instance), body],
    )
    const trial = tryTransformation(ctx, instance, consumer, { code: PLAIN, messageId: formatId('message', id) })
    await expect(trial).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('too deeply') })
  })

  test('says where code broke', async () => {
    const code = 'function handler(webhook) {\n  return webhook.nothing.at.all\n}'
    const view = await tryTransformation(ctx, instance, consumer, { code, ...event })
    expect(view).toMatchObject({ after: null, error: { line: 2 } })
    const params = { app_id: instance, endpoint_id: consumer }
    const reply = await callRoute(simulate, { params, body: { code, ...event } })
    expect(reply).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'code'] }] } })
  })

  test('answers in the public shape as well', async () => {
    const params = { app_id: instance, endpoint_id: consumer }
    const reply = await callRoute(simulate, { params, body: { code: RENAMED, ...event, channels: ['region:us'] } })
    expect(reply).toEqual(
      expect.objectContaining({
        status: 200,
        body: { url: 'https://example.com/hook', payload: '{"renamed":"x"}', method: 'PUT', cancel: false },
      }),
    )
  })

  test('is refused to those who may not change transformations', async () => {
    const viewer = rootContext({ role: 'viewer' })
    await expect(tryTransformation(viewer, instance, consumer, { code: PLAIN, ...event })).rejects.toMatchObject({
      code: 'permission_denied',
    })
  })
})
