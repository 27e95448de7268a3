import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { quantile } from '#tests/support/quantile.ts'
import { signInByHttp } from '../contract/api/session.ts'
import { type RunningPosthorn, startPosthorn } from '../support/posthorn.ts'
import { type HistorySize, loadHistory, loadLastMinutes } from './load-history.ts'
import { loadSurroundings } from './load-surroundings.ts'
import { type PageCases, pageCases } from './page-cases.ts'
import { readersWithoutCase } from './page-readers.ts'
import { addSealed, apiOf, findSubject } from './page-subject.ts'
import { type PageTimes, type TimedPages, timedPages } from './time-pages.ts'

/**
 * Everything that a page of the dashboard asks the API for, timed one after the other on a small and on a large past:
 * p95 below the goal, and flat. What has more rows to show on the large past is also asked for as many as the small one
 * has (`same rows`): how an answer grows with its rows is no news. `Postgres` is the part of the time that the database
 * plans and runs statements; at the end stand the tables that something read whole. A reader of `lib/queries` that is not
 * asked here fails the bench. Run: npm run bench -- pages. ATTEMPTS (5,000,000), CONSUMERS (10,000, not under 7,700),
 * CALLS a question (60), DATA_DIR keeps what was loaded for another run, ONLY times the cases whose name contains it.
 */
const ATTEMPTS = Number(process.env.ATTEMPTS ?? 5_000_000)
const CONSUMERS = Number(process.env.CONSUMERS ?? 10_000)
const CALLS = Number(process.env.CALLS ?? 60)
const ONLY = process.env.ONLY ?? ''
const DAYS = 14
const GOAL_MS = 50
/** Flat: at a hundred times the data the median of as many rows is at most so many times as long, or so much longer. */
const FLAT = { times: 2, ms: 5 }
/** They count what they would send, all of it: the page says that it counts. */
const UNBOUNDED = ['consumer: recover preview', 'consumer: replay preview']
const SIZES = { 'bench-small': 100, 'bench-large': 1 } as const
const historyOf = (part: number): HistorySize => ({
  attempts: ATTEMPTS / part,
  consumers: CONSUMERS / part,
  days: DAYS,
})
const API_TOKEN = 'a-root-token-for-benches-of-32-characters'

async function main(): Promise<void> {
  const dataDir = process.env.DATA_DIR ?? (await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-pages-')))
  await fs.chmod(dataDir, 0o755) // The account that Postgres runs as under root must be able to walk in.
  try {
    await running({ dataDir, durable: false }, load)
    await running({ dataDir, durable: true }, measure)
  } finally {
    if (process.env.DATA_DIR === undefined) await fs.rm(dataDir, { recursive: true, force: true })
  }
}

async function running(
  options: { readonly dataDir: string; readonly durable: boolean },
  use: (posthorn: RunningPosthorn, pool: pg.Pool) => Promise<void>,
): Promise<void> {
  const posthorn = await startPosthorn({ ...options, env: { POSTHORN_API_TOKEN: API_TOKEN } })
  const pool = new pg.Pool({ connectionString: await posthorn.databaseUrl(), max: 2 })
  try {
    await use(posthorn, pool)
  } finally {
    await pool.end()
    await posthorn.stop()
  }
}

/** Loads what is not there yet, and has the next start count what each statement takes. */
async function load({ origin }: RunningPosthorn, pool: pg.Pool): Promise<void> {
  const ask = apiOf(origin, API_TOKEN)
  for (const [uid, part] of Object.entries(SIZES)) {
    const { rowCount } = await pool.query('select from instance where uid = $1', [uid])
    if (rowCount === 0) {
      await ask('POST', '/api/v1/app', { name: uid, uid })
      await loadHistory(pool, uid, historyOf(part))
    }
    const { rowCount: sources } = await pool.query(
      'select from source s join instance i on i.id = s.instance_id where i.uid = $1 limit 1',
      [uid],
    )
    if (sources !== 0) continue
    await addSealed(ask, uid)
    await loadSurroundings(pool, uid)
  }
  await pool.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`)
  await pool.query('alter system set pg_stat_statements.track_planning = on')
}

async function measure({ origin, owner }: RunningPosthorn, pool: pg.Pool): Promise<void> {
  await pool.query('create extension if not exists pg_stat_statements')
  for (const [uid, part] of Object.entries(SIZES)) await loadLastMinutes(pool, uid, historyOf(part))
  const ask = apiOf(origin, API_TOKEN)
  const cookie = await signInByHttp(origin, owner)
  const cases: PageCases[] = []
  for (const uid of Object.keys(SIZES)) cases.push(pageCases(await findSubject(ask, uid)))
  const [forgotten] = await readersWithoutCase(cases[0] ?? {})
  if (forgotten !== undefined) throw new Error(`A page reads by ${forgotten}, which page-cases.ts does not ask for.`)
  const pages = timedPages(origin, cookie)
  const before = await wholeReads(pool)
  const bounded = cases.map((one) => chosen(one, (name) => name.includes(ONLY) && !UNBOUNDED.includes(name)))
  const { times, sameRows } = await pages.time(bounded, CALLS)
  const postgres = await timePostgres(pool, pages, bounded.at(-1) ?? {})
  const unbounded = cases.map((one) => chosen(one, (name) => name.includes(ONLY) && UNBOUNDED.includes(name)))
  const counts = await pages.time(unbounded, 2)
  await printWholeReads(pool, before)
  for (const [name, counting] of counts.times.at(-1) ?? [])
    console.log(`${name}: ${quantile(counting, 0.5).toFixed(0)} ms, counts exactly`)
  const [small, large] = times
  if (small !== undefined && large !== undefined) print({ small, large, sameRows, postgres })
}

function chosen(cases: PageCases, isWanted: (name: string) => boolean): PageCases {
  return Object.fromEntries(
    Object.entries(cases).map(([reader, named]) => [
      reader,
      Object.fromEntries(Object.entries(named).filter(([name]) => isWanted(name))),
    ]),
  )
}

const PASSES = 3

/** Milliseconds of planning and running statements for one answer of each case. */
async function timePostgres(pool: pg.Pool, pages: TimedPages, cases: PageCases): Promise<Map<string, number>> {
  const times = new Map<string, number>()
  for (const [name, run] of Object.values(cases).flatMap((named) => Object.entries(named))) {
    await pool.query('select pg_stat_statements_reset()')
    let answers = 0
    for (let pass = 0; pass < PASSES; pass += 1) answers += (await pages.ask(run)).length
    const { rows } = await pool.query<{ ms: number }>(
      `select coalesce(sum(total_exec_time + total_plan_time), 0)::float8 as ms from pg_stat_statements
       where query not like '%pg_stat_statements%'`,
    )
    times.set(name, (rows[0]?.ms ?? 0) / answers)
  }
  return times
}

/** Rows that were read by walking a table instead of an index, by table. */
async function wholeReads(pool: pg.Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ name: string; read: number }>(
    `select regexp_replace(relname, '_\\d{8}$', '') as name, sum(seq_tup_read)::float8 as read from pg_stat_user_tables group by 1`,
  )
  return new Map(rows.map(({ name, read }) => [name, read]))
}

/** A few rows are read faster without an index. */
const WORTH_A_WORD = 200_000

async function printWholeReads(pool: pg.Pool, before: ReadonlyMap<string, number>): Promise<void> {
  const after = await wholeReads(pool)
  const read = [...after].map(([name, rows]) => [name, rows - (before.get(name) ?? 0)] as const)
  const named = read.filter(([, rows]) => rows > WORTH_A_WORD).map(([name, rows]) => `${name} (${rows} rows)`)
  console.log(`read whole: ${named.join(', ') || 'no table'}`)
}

interface Measured {
  readonly small: PageTimes
  readonly large: PageTimes
  readonly sameRows: PageTimes
  readonly postgres: ReadonlyMap<string, number>
}

function print({ small, large, sameRows, postgres }: Measured): void {
  const columns = ['p50 small', 'same rows', 'p50 large', 'p95 large', 'Postgres']
  console.log(`${ATTEMPTS / 100} and ${ATTEMPTS} attempts, ms\n${''.padEnd(40)}${columns.map(cell).join('')}`)
  let [over, steep, longest] = [0, 0, 0]
  for (const [name, times] of large) {
    const [p50Small, p50, p95] = [quantile(small.get(name) ?? [], 0.5), quantile(times, 0.5), quantile(times, 0.95)]
    const isOver = p95 >= GOAL_MS
    const alike = sameRows.has(name) ? quantile(sameRows.get(name) ?? [], 0.5) : p50
    const isSteep = alike > Math.max(p50Small * FLAT.times, p50Small + FLAT.ms)
    const figures = [p50Small, alike, p50, p95, postgres.get(name) ?? Number.NaN].map((ms) => cell(ms.toFixed(1)))
    console.log(`${name.padEnd(40)}${figures.join('')}${isOver ? '  over the goal' : ''}${isSteep ? '  not flat' : ''}`)
    over += Number(isOver)
    steep += Number(isSteep)
    longest = Math.max(longest, p95)
  }
  console.log(
    `${large.size} questions: longest p95 ${longest.toFixed(1)} ms (goal ${GOAL_MS}), ${over} over the goal, ${steep} not flat`,
  )
  if (over > 0) process.exitCode = 1
}

const cell = (text: string) => text.padStart(11)

await main()
