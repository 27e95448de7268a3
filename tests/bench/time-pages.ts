import type { PageCases } from './page-cases.ts'

/** Milliseconds of each answer, in order, by the name of the case that asked for it. */
export type PageTimes = ReadonlyMap<string, number[]>

export interface TimedPages {
  /** Asks every case so often, of all instances in turns; each was asked once before that does not count. */
  time(cases: readonly PageCases[], calls: number): Promise<PageTimes[]>
  ask(run: () => Promise<unknown>): Promise<number[]>
}

/**
 * Makes `fetch` ask the running program, signed in: what `lib/queries` asks for then goes the way it goes in a browser.
 * An answer's time ends with its last byte; of an event stream with its first lines.
 */
export function timedPages(origin: string, cookie: string): TimedPages {
  const plain = globalThis.fetch
  let times: number[] = []
  globalThis.fetch = async (target, init = {}) => {
    const headers = new Headers(init.headers)
    for (const [name, value] of Object.entries({ cookie, origin })) headers.set(name, value)
    const startedAt = performance.now()
    const response = await plain(new URL(String(target), origin), { ...init, headers })
    const body = await readAnswer(response)
    times.push(performance.now() - startedAt)
    return new Response(body, { status: response.status, headers: response.headers })
  }
  const ask = async (run: () => Promise<unknown>) => {
    times = []
    await run()
    return times
  }
  return {
    ask,
    async time(cases, calls) {
      const all = cases.map((one) => Object.values(one).flatMap((named) => Object.entries(named)))
      for (const [, run] of all.flat()) await ask(run)
      const results = all.map((named) => new Map(named.map(([name]): [string, number[]] => [name, []])))
      for (let call = 0; call < calls; call += 1)
        for (const [of, named] of all.entries())
          for (const [name, run] of named) results[of]?.get(name)?.push(...(await ask(run)))
      return results
    },
  }
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
