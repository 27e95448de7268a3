import type { PageCases } from './page-cases.ts'

/** Milliseconds of each answer, in order, by the name of the case that asked for it. */
export type PageTimes = ReadonlyMap<string, number[]>

export interface TimesOfSizes {
  /** Of each instance. */
  readonly times: readonly PageTimes[]
  /** Of the last instance where it had more rows to show than the first: asked for a page of as many as that had. */
  readonly sameRows: PageTimes
}

export interface TimedPages {
  /** Asks every case so often, of all instances in turns; each was asked once before that does not count. */
  time(cases: readonly PageCases[], calls: number): Promise<TimesOfSizes>
  ask(run: () => Promise<unknown>): Promise<number[]>
}

type Run = () => Promise<unknown>

/**
 * Makes `fetch` ask the running program, signed in: what `lib/queries` asks for then goes the way it goes in a browser.
 * An answer's time ends with its last byte; of an event stream with its first lines.
 */
export function timedPages(origin: string, cookie: string): TimedPages {
  const plain = globalThis.fetch
  let times: number[] = []
  let rows = Number.POSITIVE_INFINITY
  let mostRows = Number.POSITIVE_INFINITY
  globalThis.fetch = async (target, init = {}) => {
    const headers = new Headers(init.headers)
    for (const [name, value] of Object.entries({ cookie, origin })) headers.set(name, value)
    const url = withLimit(new URL(String(target), origin), mostRows)
    const startedAt = performance.now()
    const response = await plain(url, { ...init, headers })
    const body = await readAnswer(response)
    times.push(performance.now() - startedAt)
    rows = rowsOf(body)
    return new Response(body, { status: response.status, headers: response.headers })
  }
  const ask = async (run: Run, most = Number.POSITIVE_INFINITY) => {
    times = []
    mostRows = most
    await run()
    return times
  }
  const countRows = async (run: Run) => {
    await ask(run)
    return rows
  }
  return { ask: (run) => ask(run), time: (cases, calls) => timeAll(cases.map(runsOf), calls, { ask, countRows }) }
}

const runsOf = (cases: PageCases): [string, Run][] => Object.values(cases).flatMap((named) => Object.entries(named))

interface Asking {
  readonly ask: (run: Run, most?: number) => Promise<number[]>
  readonly countRows: (run: Run) => Promise<number>
}

async function timeAll(all: readonly [string, Run][][], calls: number, { ask, countRows }: Asking) {
  const rows: Map<string, number>[] = []
  for (const named of all) {
    const counts = new Map<string, number>()
    for (const [name, run] of named) counts.set(name, await countRows(run))
    rows.push(counts)
  }
  const fewer = [...(rows[0] ?? [])].filter(([name, count]) => count < (rows.at(-1)?.get(name) ?? 0))
  const limits = new Map(fewer)
  const results = all.map((named) => new Map(named.map(([name]): [string, number[]] => [name, []])))
  const sameRows = new Map(fewer.map(([name]): [string, number[]] => [name, []]))
  for (let call = 0; call < calls; call += 1) {
    for (const [of, named] of all.entries())
      for (const [name, run] of named) results[of]?.get(name)?.push(...(await ask(run)))
    for (const [name, run] of all.at(-1) ?? [])
      if (limits.has(name)) sameRows.get(name)?.push(...(await ask(run, limits.get(name))))
  }
  return { times: results, sameRows }
}

function withLimit(url: URL, most: number): URL {
  const limit = url.searchParams.get('limit')
  if (limit !== null && Number(limit) > most) url.searchParams.set('limit', String(Math.max(1, most)))
  return url
}

/** Rows of a page of a list; of anything else as many as of any other. */
function rowsOf(body: ArrayBuffer | string): number {
  if (typeof body === 'string') return Number.POSITIVE_INFINITY
  const list = /^\{"data":(\[.*\]),"iterator"/s.exec(Buffer.from(body).toString())?.[1]
  return list === undefined ? Number.POSITIVE_INFINITY : JSON.parse(list).length
}

async function readAnswer(response: Response): Promise<ArrayBuffer | string> {
  if (response.headers.get('content-type') !== 'text/event-stream' || response.body === null)
    return response.arrayBuffer()
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (let text = ''; ; ) {
    const { value, done } = await reader.read()
    text += value ?? ''
    if (!done && !/^(data|id):/m.test(text)) continue
    await reader.cancel()
    return text
  }
}
