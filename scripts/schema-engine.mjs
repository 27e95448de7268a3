#!/usr/bin/env node
/**
 * Stands in for Prisma's native `schema-engine` program: the same engine, compiled to WebAssembly and installed
 * from npm, over `@prisma/adapter-pg`. Speaks the CLI's JSON-RPC over stdin and stdout, so that `prisma migrate`
 * and `prisma db` work without downloading a program. prisma.config.ts points the CLI here.
 */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import readline from 'node:readline'
import { parseArgs } from 'node:util'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

const require = createRequire(import.meta.url)
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    version: { type: 'boolean' },
  },
})
const url = options.datasource ? JSON.parse(options.datasource).url : undefined

/** pg settings for `database` on the server that the CLI was given. */
function connection(database) {
  const target = new URL(url ?? 'postgresql://none@127.0.0.1:1/none')
  return {
    host: target.hostname,
    port: Number(target.port || 5432),
    user: decodeURIComponent(target.username),
    password: decodeURIComponent(target.password),
    database: database ?? decodeURIComponent(target.pathname.slice(1)),
    ssl: target.searchParams.get('sslmode') === 'require' ? { rejectUnauthorized: false } : undefined,
  }
}

async function withClient(database, work) {
  const client = new pg.Client(connection(database))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** `schema-engine --datasource … cli can-connect-to-database | create-database | drop-database` */
async function runDatabaseCommand(command) {
  const { database } = connection()
  process.stderr.write('\n') // The CLI drops the first line of stderr.
  try {
    await withClient(command === 'can-connect-to-database' ? database : 'postgres', async (client) => {
      const name = client.escapeIdentifier(database)
      if (command === 'create-database') await client.query(`CREATE DATABASE ${name}`)
      if (command === 'drop-database') await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    })
    return 0
  } catch (error) {
    const known = { '3D000': 'P1003', '28P01': 'P1000', 28000: 'P1000', '42P04': 'P1009' }
    const code = known[error.code] ?? 'P1001'
    const message = code === 'P1003' ? `Database \`${database}\` does not exist` : String(error.message || error.code)
    const fields = { is_panic: false, error_code: code, message }
    const timestamp = new Date().toISOString()
    const line = JSON.stringify({ timestamp, level: 'ERROR', fields, target: 'schema_engine::logger' })
    process.stderr.write(`${line}\n`)
    return 1
  }
}

// Catalog types that the adapter refuses, read as text: bytea-like names, regclass, name[] and their kin.
const AS_TEXT = { 18: 25, 22: 25, 24: 25, 30: 25, 194: 25, 1003: 1009, 1186: 25, 2205: 25, 2206: 25 }
const SINGLE_CHARACTER = 18

/** The adapter was written for queries; the engine also reads the system catalog, whose types it must accept. */
function acceptCatalogTypes(queryable) {
  const performIO = queryable.performIO.bind(queryable)
  const queryRaw = queryable.queryRaw.bind(queryable)
  let characterColumns = []
  queryable.performIO = async (query) => {
    const result = await performIO(query)
    characterColumns = []
    result.fields?.forEach((field, index) => {
      if (field.dataTypeID === SINGLE_CHARACTER) characterColumns.push(index)
      field.dataTypeID = AS_TEXT[field.dataTypeID] ?? field.dataTypeID
    })
    return result
  }
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const index of characterColumns) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
  return queryable
}

const openAdapters = new Set()

async function openAdapter(database) {
  const schema = url ? (new URL(url).searchParams.get('schema') ?? undefined) : undefined
  const adapter = acceptCatalogTypes(await new PrismaPg({ ...connection(database), max: 1 }, { schema }).connect())
  const startTransaction = adapter.startTransaction.bind(adapter)
  const dispose = adapter.dispose.bind(adapter)
  adapter.startTransaction = async (isolation) => acceptCatalogTypes(await startTransaction(isolation))
  // The adapter's own splits at every ";", which breaks function bodies; the native engine sends one script.
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script)
    } catch (error) {
      adapter.onError(error)
    }
  }
  adapter.dispose = async () => {
    if (openAdapters.delete(adapter)) await dispose()
  }
  openAdapters.add(adapter)
  return adapter
}

/** Our own shadow database: the adapter's would replay onto the main one when it was given a connection string. */
async function openShadowAdapter() {
  const name = `prisma_migrate_shadow_db_${globalThis.crypto.randomUUID()}`
  await withClient('postgres', (client) => client.query(`CREATE DATABASE "${name}"`))
  const adapter = await openAdapter(name)
  const dispose = adapter.dispose.bind(adapter)
  adapter.dispose = async () => {
    await dispose()
    await withClient('postgres', (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))
  }
  return adapter
}

let panic
async function createEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message(message) {
      panic = message
    },
  }
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const wasm = fs.readFileSync(path.join(folder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => openAdapter(),
    connectToShadowDb: openShadowAdapter,
  })
  const files = (options.datamodels ?? []).map((file) => [file, fs.readFileSync(file, 'utf8')])
  return bindings.SchemaEngine.new({ datamodels: files.length > 0 ? files : undefined }, () => {}, factory)
}

/** JSON as the native engine writes it: no bigint, maps as objects, undefined as null. */
function toWire(_key, value) {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Map) return Object.fromEntries(value)
  return value === undefined ? null : value
}

let lastPrintId = 1_000_000
const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message }, toWire)}\n`)
const print = (content) => send({ id: ++lastPrintId, method: 'print', params: { content } })
const fail = (id, message, code = null, meta = null) =>
  send({
    id,
    error: {
      code: 4466,
      message: 'An error happened. Check the data field for details.',
      data: { is_panic: false, message, meta, error_code: code },
    },
  })

/** The migrations keep partitions in a schema that Prisma does not manage, and which its reset would leave behind. */
const dropPartitions = () => withClient(undefined, (client) => client.query('DROP SCHEMA IF EXISTS hot CASCADE'))

let engine
async function call(method, params) {
  if (method === 'createDatabase') return { databaseName: connection().database }
  engine ??= createEngine()
  const ready = await engine
  if (method === 'reset') await dropPartitions()
  if (method === 'getDatabaseVersion') return ready.version(params)
  if (typeof ready[method] !== 'function') throw new Error(`this schema engine has no ${method}()`)
  // These two find the shadow schema only in the engine's cache, which applyMigrations empties: fill it again.
  if (method === 'evaluateDataLoss' || method === 'createMigration') {
    await ready.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters })
  }
  const result = await ready[method](params)
  if (method !== 'diff' || result.stdout === null || result.stdout === undefined) return result ?? {}
  print(result.stdout)
  return { ...result, stdout: null }
}

function serve() {
  let current = null
  let queue = Promise.resolve()
  // A panic leaves its call pending for ever, and the CLI exits 0 when its engine merely dies: answer first.
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, (error) => {
      fail(current, `schema engine panicked: ${panic ?? error?.stack ?? error}`)
      setTimeout(() => process.exit(1), 100)
    })
  }
  const handle = async ({ id, method, params }) => {
    current = id
    try {
      send({ id, result: await call(method, params) })
    } catch (error) {
      fail(id, error?.message ?? String(error), error?.code, error?.meta)
    }
    current = null
  }
  const lines = readline.createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
  lines.on('line', (line) => {
    const message = line.trim() ? JSON.parse(line) : {}
    if (message.method) queue = queue.then(() => handle(message)) // Without a method it answers our `print`.
  })
  lines.on('close', () =>
    queue.finally(async () => {
      for (const adapter of [...openAdapters]) await adapter.dispose()
      process.exit(0)
    }),
  )
}

if (options.version) {
  console.log(`schema-engine-cli ${require('@prisma/engines-version/package.json').prisma.enginesVersion}`)
} else if (positionals[0] === 'cli') {
  process.exitCode = await runDatabaseCommand(positionals[1])
} else {
  serve()
}
