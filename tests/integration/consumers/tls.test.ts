import { createPrivateKey } from 'node:crypto'
import { createServer as createPlainServer } from 'node:http'
import { createServer, type Server } from 'node:https'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { listAudit } from '#lib/domain/audit/list-audit.ts'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { getConsumer } from '#lib/domain/consumers/get-consumer.ts'
import { parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { checkUrl } from '#lib/domain/tls/check-url.ts'
import { deleteTlsIdentity } from '#lib/domain/tls/delete-tls-identity.ts'
import { getServerCa } from '#lib/domain/tls/get-server-ca.ts'
import { setServerCa } from '#lib/domain/tls/set-server-ca.ts'
import { setTlsIdentity } from '#lib/domain/tls/set-tls-identity.ts'
import { testConnection } from '#lib/domain/tls/test-connection.ts'
import { secretBox } from '#lib/encryption.ts'
import { callRoute } from '#tests/support/call-route.ts'
import { type Authority, createAuthority, type Identity } from '#tests/support/certificates.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { GET as getMtls, PUT as putMtls } from '../../../app/api/v1/app/[app_id]/endpoint/[endpoint_id]/mtls/route.ts'

const { pool } = await createDatabase()
process.env.POSTHORN_ALLOWED_SUBNETS = '127.0.0.0/8'

const ctx = rootContext()
const addressSchema = z.object({ port: z.number() })
let authority: Authority
let client: Identity
let server: Server
let url: string
let instance: string
let consumer: string

beforeAll(async () => {
  authority = await createAuthority('Test authority')
  client = await authority.issue({ name: 'posthorn' })
  const own = await authority.issue({ name: 'receiver', names: [{ type: 'ip', value: '127.0.0.1' }] })
  const tls = { ...own, ca: authority.cert, requestCert: true, rejectUnauthorized: true }
  server = createServer(tls, (_, response) => response.writeHead(200).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  url = `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'test' })).id
  consumer = (await createConsumer(ctx, instance, { url })).id
})

const set = (identity: string, passphrase?: string) => setTlsIdentity(ctx, instance, consumer, { identity, passphrase })

describe('a client certificate', () => {
  test('is shown without its key, which is kept encrypted', async () => {
    const params = { app_id: instance, endpoint_id: consumer }
    const body = { identity: `${client.cert}\n\n${client.key}` }
    expect(await callRoute(putMtls, { params, body })).toMatchObject({ status: 204 })
    const shown = await callRoute(getMtls, { params })
    expect(shown.body).toMatchObject({
      enabled: true,
      certificate: { subject: 'CN=posthorn', issuer: 'CN=Test authority' },
    })
    expect(JSON.stringify(shown.body)).not.toContain('PRIVATE KEY')
    expect(JSON.stringify(await listAudit(ctx, instance, {}))).not.toContain('PRIVATE KEY')
    const { rows } = await pool.query<{ tls_key: Buffer }>('select tls_key from consumer where id = $1', [
      parseId('consumer', consumer),
    ])
    const sealed = rows[0]?.tls_key ?? Buffer.alloc(0)
    expect(sealed.toString('latin1')).not.toContain('PRIVATE KEY')
    expect(secretBox().open(sealed)).toContain('PRIVATE KEY')
    expect((await getConsumer(ctx, instance, consumer)).clientCertificateExpiresAt).not.toBeNull()
    await deleteTlsIdentity(ctx, instance, consumer)
    expect((await callRoute(getMtls, { params })).body).toEqual({ enabled: false, certificate: null, chain: null })
  })

  test('says exactly what is wrong with it', async () => {
    const other = await authority.issue({ name: 'other' })
    await expect(set(`${client.cert}\n${other.key}`)).rejects.toMatchObject({ problems: [{ type: 'mismatch' }] })
    await expect(set(client.cert)).rejects.toMatchObject({ problems: [{ type: 'no_key', loc: ['body', 'identity'] }] })
    const old = await authority.issue({ name: 'old', startsInDays: -100, days: 10 })
    await expect(set(`${old.key}\n${old.cert}`)).rejects.toMatchObject({ problems: [{ type: 'expired' }] })
  })

  test('asks for the passphrase of an encrypted key, once', async () => {
    const key = createPrivateKey(client.key)
    const sealed = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'opensesame' })
    const identity = `${sealed}\n${client.cert}`
    await expect(set(identity)).rejects.toMatchObject({
      problems: [{ type: 'passphrase_needed', loc: ['body', 'passphrase'] }],
    })
    await set(identity, 'opensesame')
    expect((await getConsumer(ctx, instance, consumer)).clientCertificateExpiresAt).not.toBeNull()
  })
})

describe('a private authority', () => {
  test('is kept and cleared; a key or nonsense is refused', async () => {
    await setServerCa(ctx, instance, consumer, { cert: authority.cert })
    expect(await getServerCa(ctx, instance, consumer)).toMatchObject({ certificate: { subject: 'CN=Test authority' } })
    await expect(setServerCa(ctx, instance, consumer, { cert: client.key })).rejects.toMatchObject({
      code: 'validation',
    })
    await expect(setServerCa(ctx, instance, consumer, { cert: 'hello' })).rejects.toMatchObject({ code: 'validation' })
    await setServerCa(ctx, instance, consumer, { cert: null })
    expect(await getServerCa(ctx, instance, consumer)).toEqual({ cert: null, certificate: null })
  })
})

describe('a connection test', () => {
  test('succeeds with the right certificate and authority, and shows both sides', async () => {
    await set(`${client.key}\n${client.cert}`)
    await setServerCa(ctx, instance, consumer, { cert: authority.cert })
    const report = await testConnection(ctx, instance, consumer)
    expect(report).toMatchObject({ ok: true, statusCode: 200, tlsVersion: 'TLSv1.3' })
    expect(report.steps.map(({ certificate }) => certificate?.subject ?? null)).toEqual([
      null,
      null,
      'CN=receiver',
      'CN=posthorn',
      null,
    ])
  })

  test('says which side refused', async () => {
    expect(await testConnection(ctx, instance, consumer)).toMatchObject({ ok: false })
    const untrusted = (await testConnection(ctx, instance, consumer)).steps.find(({ state }) => state === 'failed')
    expect(untrusted).toMatchObject({ name: 'server', errorKind: 'tls_untrusted' })
    await setServerCa(ctx, instance, consumer, { cert: authority.cert })
    const stranger = await (await createAuthority('Another authority')).issue({ name: 'stranger' })
    await set(`${stranger.key}\n${stranger.cert}`)
    const refused = (await testConnection(ctx, instance, consumer)).steps.find(({ state }) => state === 'failed')
    expect(refused).toMatchObject({ name: 'client', errorKind: 'tls_client_cert_rejected' })
  })
})

describe('the check of a URL that nobody has saved', () => {
  test('says that it takes connections, or why not, and sends nothing', async () => {
    const received: string[] = []
    const plain = createPlainServer((request) => received.push(request.url ?? ''))
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    const { port } = addressSchema.parse(plain.address())
    const answered = await checkUrl(ctx, instance, { url: `http://127.0.0.1:${port}/hook` })
    expect(answered).toMatchObject({ answers: true, detail: '', errorKind: null })
    expect(answered.ms).toBeGreaterThanOrEqual(0)
    await new Promise((resolve) => plain.close(resolve))
    const refused = await checkUrl(ctx, instance, { url: `http://127.0.0.1:${port}/hook` })
    expect(refused).toMatchObject({ answers: false, ms: null, errorKind: 'connect_refused' })
    expect(await checkUrl(ctx, instance, { url })).toMatchObject({ answers: false, errorKind: 'tls_untrusted' })
    expect(await checkUrl(ctx, instance, { url: 'http://10.0.0.1/' })).toMatchObject({ errorKind: 'blocked_address' })
    expect(received).toEqual([])
  })
})
