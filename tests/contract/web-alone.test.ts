import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { Webhook } from 'svix'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseId } from '#lib/domain/ids.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#scripts/embedded-postgres.ts'
import { migrate } from '#scripts/migrate.ts'
import { findFreePort } from '#scripts/ports.ts'
import { copyTracedFiles } from '#tests/support/copy-traced-files.ts'
import { type ReceivedRequest, type Receiver, startReceiver } from '#tests/support/receiver.ts'

/**
 * The web part as a serverless host runs it: no worker beside it, a database elsewhere, only the files that the build
 * traced, and a process that is not allowed to write a single one.
 */
const API_TOKEN = `ph_${randomBytes(24).toString('base64url')}`
const CRON_SECRET = 'a-cron-secret-for-tests'
const SOURCE_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const LIMIT = 1_048_576

let server: EmbeddedPostgres
let databaseDir: string
let webDir: string
let pool: pg.Pool
let web: { origin: string; process: ChildProcess; output: () => string }
let receiver: Receiver
let app: string
let consumer: string
let sourceToken: string

beforeAll(async () => {
  databaseDir = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-web-alone-'))
  webDir = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-web-traced-'))
  await fs.chmod(databaseDir, 0o755) // The account that Postgres runs as under root must be able to walk in.
  server = await startEmbeddedPostgres({ dir: databaseDir, database: 'outside', durable: false })
  await migrate(server.url)
  pool = new pg.Pool({ connectionString: server.url, max: 2 })
  pool.on('error', () => {}) // A connection that the server's end cuts is not an error of the test.
  receiver = await startReceiver()
  web = await startWeb(server.url)
  app = (await call('POST', '/api/v1/app', { name: 'web alone' })).json.id
  consumer = (await call('POST', `/api/v1/app/${app}/endpoint`, { url: `${receiver.url}/hook` })).json.id
  const config = { secret: SOURCE_SECRET }
  const source = await call('POST', '/ingest/api/v1/source', { name: 'provider', type: 'svix', config })
  sourceToken = source.json.ingestUrl.split('/in/')[1]
})

afterAll(async () => {
  await stop(web.process)
  await receiver.close()
  if (!pool.ended) await pool.end()
  await server.stop()
  for (const dir of [databaseDir, webDir]) await fs.rm(dir, { recursive: true, force: true })
})

/**
 * The server under Node's permission model: files may be read and never written, wherever they are. Its folder holds the
 * traced files and nothing else.
 */
async function startWeb(databaseUrl: string) {
  const port = await findFreePort()
  const [major = 0] = process.versions.node.split('.').map(Number)
  const permission = major >= 24 ? ['--permission', '--allow-addons'] : ['--experimental-permission']
  const flags = [...permission, '--allow-fs-read=*', '--allow-worker', '--allow-child-process']
  const child = spawn(process.execPath, [...flags, await copyTracedFiles(webDir)], {
    cwd: webDir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      HOME: '/nonexistent',
      TMPDIR: '/nonexistent',
      POSTHORN_DATA_DIR: '/nonexistent',
      DATABASE_URL: databaseUrl,
      POSTHORN_SECRET: 'a-secret-for-tests-of-at-least-32-characters',
      POSTHORN_API_TOKEN: API_TOKEN,
      POSTHORN_URL: `http://127.0.0.1:${port}`,
      POSTHORN_ALLOWED_SUBNETS: '127.0.0.0/8',
      CRON_SECRET,
    },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  const origin = `http://127.0.0.1:${port}`
  await untilItAnswers(child, origin, () => printed)
  return { origin, process: child, output: () => printed }
}

async function untilItAnswers(child: ChildProcess, origin: string, printed: () => string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The web part did not start:\n${printed()}`)
    const answer = await fetch(`${origin}/api/health`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

async function call(method: string, route: string, body?: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${web.origin}${route}`, {
    method,
    headers: {
      authorization: `Bearer ${API_TOKEN}`,
      'content-type': 'application/json',
      'x-instance-id': app,
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, json: text === '' ? null : JSON.parse(text) }
}

async function receive(body: Buffer, headers: Record<string, string>, token = sourceToken) {
  const response = await fetch(`${web.origin}/in/${token}`, { method: 'POST', headers, body: new Uint8Array(body) })
  return { status: response.status, json: await response.json() }
}

function signed(body: string, id = `msg_${randomBytes(8).toString('hex')}`): Record<string, string> {
  const at = new Date()
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(SOURCE_SECRET).sign(id, at, body),
  }
}

async function storedBody(message: string): Promise<string> {
  const { rows } = await pool.query<{ body: string }>('select body from message where id = $1', [
    parseId('message', message),
  ])
  return rows[0]?.body ?? ''
}

const signatureOf = (headers: ReceivedRequest['headers']) =>
  Object.fromEntries(
    ['id', 'timestamp', 'signature'].map((name) => [`webhook-${name}`, String(headers[`webhook-${name}`])]),
  )

const vercel = z.object({ crons: z.tuple([z.object({ path: z.string(), schedule: z.literal('* * * * *') })]) })

/** What `vercel.json` has called every minute. */
async function deliver(authorization: string) {
  const { crons } = vercel.parse(JSON.parse(await fs.readFile('vercel.json', 'utf8')))
  return call('GET', crons[0].path, undefined, { authorization })
}

// Spaces, number forms and escapes that any parser in between would change.
const EVENT = '{ "eventType" : "invoice.paid", "amount":1.50, "n":12345678901234567890, "name":"Zo\\u00eb ☕" }'

describe('the web part alone, without a worker or a writable disk', () => {
  it('accepts a signed webhook after commit, with its exact bytes', async () => {
    const { status, json } = await receive(Buffer.from(EVENT), signed(EVENT))
    expect(status).toBe(202)
    expect(await storedBody(json.id)).toBe(EVENT)
  })

  it('accepts gzip and verifies what is inside', async () => {
    const headers = { ...signed(EVENT), 'content-encoding': 'gzip' }
    const { status, json } = await receive(gzipSync(EVENT), headers)
    expect(status).toBe(202)
    expect(await storedBody(json.id)).toBe(EVENT)
  })

  it('answers a repeat with the first message', async () => {
    const headers = signed(EVENT)
    const first = await receive(Buffer.from(EVENT), headers)
    const second = await receive(Buffer.from(EVENT), headers)
    expect(second).toEqual({ status: 202, json: { id: first.json.id, duplicate: true } })
  })

  it.each([
    [
      'one byte was changed',
      401,
      'bad_signature',
      () => receive(Buffer.from(EVENT.replace('1.50', '1.51')), signed(EVENT)),
    ],
    ['it carries no signature', 401, 'missing_header', () => receive(Buffer.from(EVENT), {})],
    ['no source has its address', 404, 'not_found', () => receive(Buffer.from(EVENT), signed(EVENT), 'x'.repeat(43))],
    ['it is not JSON', 400, 'not_json', () => receive(Buffer.from('hello'), signed('hello'))],
    [
      'it is compressed as nobody does',
      415,
      'unsupported_encoding',
      () => receive(Buffer.from(EVENT), { ...signed(EVENT), 'content-encoding': 'br' }),
    ],
    ['it is one byte over 1 MiB', 413, 'too_large', () => receive(Buffer.alloc(LIMIT + 1, ' '), signed(EVENT))],
    [
      'it unpacks to more than 1 MiB',
      413,
      'too_large',
      () => receive(gzipSync(Buffer.alloc(LIMIT + 1, ' ')), { ...signed(EVENT), 'content-encoding': 'gzip' }),
    ],
  ])('refuses a webhook when %s', async (_when, status, code, send) => {
    expect(await send()).toMatchObject({ status, json: { code } })
  })

  it('accepts a webhook of exactly 1 MiB', async () => {
    const body = JSON.stringify({ eventType: 'large', data: '' })
    const full = body.replace('""', `"${'x'.repeat(LIMIT - body.length)}"`)
    const { status, json } = await receive(Buffer.from(full), signed(full))
    expect(status).toBe(202)
    expect((await storedBody(json.id)).length).toBe(LIMIT)
  })

  it('accepts a message over the API, with its payload as it was on the wire', async () => {
    const response = await fetch(`${web.origin}/api/v1/app/${app}/msg`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_TOKEN}`, 'content-type': 'application/json' },
      body: `{"eventType":"invoice.paid","payload":${EVENT}}`,
    })
    expect(response.status).toBe(202)
    const { id } = await response.json()
    expect(await storedBody(id)).toBe(EVENT)
  })

  it('says that it is not ready to deliver: no worker was seen', async () => {
    expect((await call('GET', '/api/health/ready')).status).toBe(503)
  })

  it('delivers nothing for a caller without the cron secret', async () => {
    for (const authorization of ['', CRON_SECRET, `Bearer ${CRON_SECRET}x`, `Bearer ${API_TOKEN}`])
      expect((await deliver(authorization)).status).toBe(401)
    expect(receiver.requests).toEqual([])
  })

  it('delivers everything it accepted when the cron route is called, signed and byte for byte', async () => {
    const { rows } = await pool.query<{ n: number }>('select count(*)::int as n from queue')
    const due = rows[0]?.n ?? 0
    expect(due).toBeGreaterThan(3)
    const { status, json } = await deliver(`Bearer ${CRON_SECRET}`)
    expect(status).toBe(200)
    expect(json).toEqual({ attempts: due, succeeded: due, failed: 0, skipped: 0, ended: 'empty' })
    expect(receiver.requests.filter(({ body }) => body.toString() === EVENT)).toHaveLength(due - 1)
    const { key } = (await call('GET', `/api/v1/app/${app}/endpoint/${consumer}/secret`)).json
    for (const { body, headers } of receiver.requests) new Webhook(key).verify(body.toString(), signatureOf(headers))
    expect((await deliver(`Bearer ${CRON_SECRET}`)).json).toMatchObject({ attempts: 0, ended: 'empty' })
  })

  it('makes the partitions of the days to come when the cron route is called', async () => {
    const { rows } = await pool.query<{ day: string }>(
      `select to_char((now() at time zone 'UTC')::date + 7, 'YYYYMMDD') as day`,
    )
    const names = ['message', 'attempt', 'dedupe'].map((parent) => `hot.${parent}_${rows[0]?.day}`)
    const isThere = async () =>
      (await pool.query('select bool_and(to_regclass(name) is not null) as yes from unnest($1::text[]) name', [names]))
        .rows[0].yes
    await pool.query(`drop table ${names.join(', ')}`)
    expect(await isThere()).toBe(false)
    expect((await deliver(`Bearer ${CRON_SECRET}`)).status).toBe(200)
    expect(await isThere()).toBe(true)
  })

  it('runs a transformation in its sandbox when it delivers', async () => {
    const code = 'function handler(webhook) { webhook.payload = { seen: true }; return webhook }'
    const route = `/api/v1/app/${app}/endpoint/${consumer}/transformation`
    expect((await call('PATCH', route, { code, enabled: true })).status).toBe(204)
    await receive(Buffer.from(EVENT), signed(EVENT))
    expect((await deliver(`Bearer ${CRON_SECRET}`)).json).toMatchObject({ attempts: 1, succeeded: 1 })
    expect(receiver.requests.at(-1)?.body.toString()).toBe('{"seen":true}')
  })

  it('never tried to write a file', () => {
    expect(web.output()).not.toMatch(/ERR_ACCESS_DENIED|EACCES|EROFS|ENOENT/)
  })

  it('asks providers and publishers to come back while the database is away', async () => {
    await pool.end()
    await server.stop()
    const received = await fetch(`${web.origin}/in/${sourceToken}`, {
      method: 'POST',
      headers: signed(EVENT),
      body: EVENT,
    })
    expect(received.status).toBe(503)
    expect(received.headers.get('retry-after')).toBe('1')
    expect(await received.json()).toMatchObject({ code: 'unavailable' })
    expect((await call('GET', '/api/v1/app')).status).toBe(503)
    expect((await call('GET', '/api/health')).status).toBe(200)
  })
})
