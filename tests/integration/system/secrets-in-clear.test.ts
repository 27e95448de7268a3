import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { rotateSigningSecret } from '#lib/domain/consumers/rotate-signing-secret.ts'
import { setCustomHeaders } from '#lib/domain/consumers/set-custom-headers.ts'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { invitePerson } from '#lib/domain/people/invite-person.ts'
import { createSource } from '#lib/domain/sources/create-source.ts'
import { setTlsIdentity } from '#lib/domain/tls/set-tls-identity.ts'
import { createToken } from '#lib/domain/tokens/create-token.ts'
import { createAuthority } from '#tests/support/certificates.ts'
import { createDatabase } from '#tests/support/database.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { type RunningWorker, startWorker } from '#tests/support/running-worker.ts'

const { url, pool } = await createDatabase()

let logged = ''
const memory = new Writable({
  write: (chunk, _encoding, done) => {
    logged += chunk
    done()
  },
})
const log = pino({ level: 'trace' }, memory)
const ctx = { ...rootContext(), log }

let receiver: Receiver
let worker: RunningWorker
beforeAll(async () => {
  // Echoes what it is sent, as careless receivers do.
  receiver = await startReceiver({
    behave: ({ headers }) => ({
      status: 500,
      headers: { 'x-echo': String(headers['x-partner-key']) },
      body: JSON.stringify(headers),
    }),
  })
  worker = await startWorker(url, { POSTHORN_LOG_LEVEL: 'trace' })
})
afterAll(async () => {
  await worker.stop()
  await receiver.close()
})

const base64Secret = (byte: number) => Buffer.alloc(32, byte).toString('base64')

/** Makes everything that carries a secret. Resolves to each by name, and to what uses them. */
async function makeSecrets() {
  const { id: instance } = await createInstance(ctx, { name: 'secrets' })
  const [first, second, provider] = [base64Secret(101), base64Secret(102), base64Secret(103)]
  const made = await createConsumer(ctx, instance, {
    url: receiver.url,
    secret: `whsec_${first}`,
    headers: [{ name: 'X-Partner-Key', value: 'partner-key-value-1', sensitive: true }],
  })
  const authorization = { name: 'Authorization', value: 'Bearer bearer-value-2' }
  await setCustomHeaders(ctx, instance, made.id, { mode: 'patch', headers: [authorization] })
  await rotateSigningSecret(ctx, instance, made.id, { key: `whsec_${second}` })
  const { cert, key } = await (await createAuthority('Test authority')).issue({ name: 'posthorn' })
  await setTlsIdentity(ctx, instance, made.id, { identity: `${key}\n\n${cert}` })
  await updateConsumer(ctx, instance, made.id, { description: 'changed' })
  const source = await createSource(ctx, instance, {
    name: 'in',
    type: 'svix',
    config: { secret: `whsec_${provider}` },
  })
  const token = (await createToken(ctx, instance, { name: 'publisher', role: 'admin' })).token ?? ''
  const invitation = await invitePerson(ctx, { email: 'new@example.com', role: 'viewer' })
  const sourceToken = source.ingestUrl?.split('/').at(-1) ?? ''
  const keyLine = key.split('\n')[1] ?? ''
  const secrets = {
    ...{ first, second, provider, token, sourceToken, keyLine },
    ...{ header: 'partner-key-value-1', authorization: 'bearer-value-2', invitation: invitation.token },
  }
  return { instance, token, sourceToken, secrets }
}

/** Every row of every table as text. */
async function dump(): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('public', 'hot')`,
  )
  const texts = await Promise.all(
    tables.map(async ({ name }) => (await pool.query<{ row: string }>(`select t::text as row from ${name} t`)).rows),
  )
  return texts.flatMap((rows) => rows.map(({ row }) => row)).join('\n')
}

test('no secret stands in clear in a dump of the database or in a log', async () => {
  const { instance, token, sourceToken, secrets } = await makeSecrets()
  const post = (path: string, authorization: string) =>
    fetch(`${worker.origin}${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: '{"eventType":"a.b","payload":{}}',
    })
  expect((await post(`/api/v1/app/${instance}/msg`, `Bearer ${token}`)).status).toBe(202)
  expect((await post(`/in/${sourceToken}`, 'Bearer none')).status).toBe(401)
  expect((await post(`/api/v1/app/${instance}/msg`, `Bearer ${token}x`)).status).toBe(401)
  await expect
    .poll(async () => (await pool.query('select from attempt')).rowCount, { timeout: 15_000 })
    .toBeGreaterThan(0)
  expect(receiver.requests[0]?.headers).toMatchObject({
    'x-partner-key': secrets.header,
    authorization: `Bearer ${secrets.authorization}`,
  })
  const places = { database: await dump(), log: logged + worker.printed() }
  expect(places.database).toContain('x-echo')
  expect(places.log.length).toBeGreaterThan(0)
  for (const [place, text] of Object.entries(places)) {
    for (const [name, secret] of Object.entries(secrets)) {
      expect(secret.length, name).toBeGreaterThan(8)
      const forms = [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret, 'base64').toString('hex')]
      for (const form of forms) expect(text.includes(form), `${name} in the ${place}`).toBe(false)
    }
  }
})
