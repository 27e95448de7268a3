import pg from 'pg'
import { z } from 'zod'
import { startPosthorn } from '../support/posthorn.ts'
import { BUSY_CONSUMER, loadHistory } from './load-history.ts'

/**
 * What each page asks of the API, timed one after the other on a small and on a large past: p95 below the goal, and flat.
 * Run: npx tsx tests/bench/page-queries.ts. ATTEMPTS (5,000,000), CONSUMERS (10,000), CALLS a question (40).
 * DATA_DIR keeps the loaded data for another run.
 */
const ATTEMPTS = Number(process.env.ATTEMPTS ?? 5_000_000)
const CONSUMERS = Number(process.env.CONSUMERS ?? 10_000)
const CALLS = Number(process.env.CALLS ?? 40)
const DAYS = 14
const GOAL_MS = 50

const log = z.object({
  data: z.array(z.object({ message: z.object({ id: z.string() }) })),
  iterator: z.string().nullish(),
})

interface Question {
  readonly name: string
  readonly path: string
}

async function main(): Promise<void> {
  const dataDir = process.env.DATA_DIR
  const posthorn = await startPosthorn(dataDir === undefined ? {} : { dataDir })
  const pool = new pg.Pool({ connectionString: await posthorn.databaseUrl(), max: 2 })
  try {
    const ask = asker(posthorn.origin, posthorn.apiToken)
    const results: Map<string, number[]>[] = []
    for (const [uid, attempts, consumers] of [
      ['bench-small', ATTEMPTS / 100, CONSUMERS / 100],
      ['bench-large', ATTEMPTS, CONSUMERS],
    ] as const) {
      const isNew = await makeInstance(posthorn.origin, posthorn.apiToken, uid)
      if (isNew) await loadHistory(pool, uid, { attempts, consumers, days: DAYS })
      results.push(await measure(await questionsOf(ask, uid), ask))
    }
    print(results)
  } finally {
    await pool.end()
    await posthorn.stop()
  }
}

function asker(origin: string, token: string) {
  return async (path: string): Promise<{ ms: number; body: unknown }> => {
    const startedAt = performance.now()
    const response = await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${token}` } })
    const body: unknown = await response.json()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`)
    return { ms: performance.now() - startedAt, body }
  }
}

type Ask = ReturnType<typeof asker>

async function makeInstance(origin: string, token: string, uid: string): Promise<boolean> {
  const response = await fetch(`${origin}/api/v1/app?get_if_exists=true`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: uid, uid }),
  })
  return response.status === 201
}

/** What the pages load, on the busy consumer and on any other, first pages and pages far down the list. */
async function questionsOf(ask: Ask, uid: string): Promise<Question[]> {
  const base = `/api/v1/app/${uid}`
  const busy = `${base}/endpoint/${BUSY_CONSUMER}`
  const attempts = `${base}/attempt/endpoint/${BUSY_CONSUMER}`
  const deep = await deepIn(ask, `${base}/delivery?limit=50`)
  const [message] = log.parse((await ask(`${base}/delivery?limit=1`)).body).data.map((row) => row.message)
  const old = new Date(Date.now() - 10 * 86_400_000).toISOString()
  return Object.entries({
    'overview: activity 6 h': `${base}/activity?range=6h`,
    'overview: activity 14 d': `${base}/activity?range=14d`,
    'overview: rest': `${base}/overview?hours=24`,
    'consumers: first page': `${base}/endpoint?limit=50&order=descending`,
    'consumers: search': `${base}/endpoint?limit=50&search=consumer-77`,
    'consumers: by tag': `${base}/endpoint?limit=50&tag=region:us`,
    'consumers: failing': `${base}/endpoint?limit=50&state=failing`,
    'consumer: head': busy,
    'consumer: attempts': `${attempts}?limit=50`,
    'consumer: failed attempts': `${attempts}?limit=50&status=2`,
    'consumer: attempts 10 days ago': `${attempts}?limit=50&before=${old}`,
    'consumer: activity 24 h': `${busy}/activity?range=24h`,
    'consumer: rate and queue': `${busy}/rate-limit-status`,
    'logs: first page': `${base}/delivery?limit=50`,
    'logs: far down': `${base}/delivery?limit=50&iterator=${deep}`,
    'logs: by type': `${base}/delivery?limit=50&eventTypes=group1.type11`,
    'logs: failed': `${base}/delivery?limit=50&statuses=failure`,
    'logs: by company': `${base}/delivery?limit=50&company=firm-77`,
    'logs: by tag': `${base}/delivery?limit=50&tag=region:uk`,
    'logs: by consumer': `${base}/delivery?limit=50&consumer=bench-77`,
    'message: head': `${base}/msg/${message?.id}`,
    'message: deliveries': `${base}/msg/${message?.id}/endpoint?limit=250`,
    'message: attempts': `${base}/attempt/msg/${message?.id}?limit=250`,
    'message: why not': `${base}/msg/${message?.id}/endpoint/bench-77/why-not`,
    'event types': '/api/v1/event-type?limit=250&with_content=true',
    companies: `${base}/company?limit=50`,
    tasks: `${base}/task?limit=50`,
    audit: `${base}/audit?limit=50`,
    system: '/api/v1/system',
  }).map(([name, path]) => ({ name, path }))
}

async function deepIn(ask: Ask, path: string): Promise<string> {
  let iterator = ''
  for (let step = 0; step < 20; step += 1) {
    const answer = log.parse((await ask(`${path}${iterator && `&iterator=${iterator}`}`)).body)
    iterator = answer.iterator ?? iterator
  }
  return iterator
}

async function measure(questions: Question[], ask: Ask): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>()
  for (const { path } of questions) await ask(path)
  for (let call = 0; call < CALLS; call += 1) {
    for (const { name, path } of questions) times.set(name, [...(times.get(name) ?? []), (await ask(path)).ms])
  }
  return times
}

function quantile(times: readonly number[], q: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * q)] ?? Number.NaN
}

function print([small, large]: Map<string, number[]>[]): void {
  console.log(
    `${ATTEMPTS / 100} and ${ATTEMPTS} attempts; ms\n${'question'.padEnd(32)}  p50 small  p50 large  p95 large`,
  )
  for (const [name, times] of large ?? []) {
    const figures = [quantile(small?.get(name) ?? [], 0.5), quantile(times, 0.5), quantile(times, 0.95)]
    const verdict = (figures[2] ?? 0) < GOAL_MS ? '' : '  over the goal'
    console.log(`${name.padEnd(32)}${figures.map((ms) => ms.toFixed(1).padStart(11)).join('')}${verdict}`)
  }
}

await main()
