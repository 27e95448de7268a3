import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Context } from '#lib/domain/context.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { createSource } from '#lib/domain/sources/create-source.ts'
import { sendSourceTest } from '#lib/domain/sources/send-source-test.ts'
import { createDatabase } from '#tests/support/database.ts'

await createDatabase()

const actor = { kind: 'root', id: null, name: 'test', role: 'owner', instanceId: null, capabilities: null } as const
const ctx: Context = { actor, requestId: 'req_test', log: pino({ level: 'silent' }) }
const secret = 'a secret of the provider'

const CONFIGS = {
  svix: { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
  github: { secret },
  stripe: { secret },
  shopify: { secret },
  slack: { secret },
  'generic-hmac': { secret, header: 'x-signature', algorithm: 'sha512', encoding: 'base64', prefix: 'v=' },
  'token-header': { secret, header: 'x-token', prefix: 'Token ' },
  'basic-auth': { username: 'mara', password: secret },
  'generic-webhook': {},
} as const

test.each(Object.entries(CONFIGS))('a signed test passes the verification of %s', async (type, config) => {
  const { id: instance } = await createInstance(ctx, { name: type })
  const source = await createSource(ctx, instance, { name: type, type, config })
  expect(await sendSourceTest(ctx, instance, source.id)).toMatchObject({ accepted: true, reason: null })
})

test('a signed test to a disabled source is rejected with the reason', async () => {
  const { id: instance } = await createInstance(ctx, { name: 'disabled' })
  const source = await createSource(ctx, instance, { name: 'off', type: 'github', config: { secret }, disabled: true })
  expect(await sendSourceTest(ctx, instance, source.id)).toMatchObject({ accepted: false, reason: 'disabled' })
})
