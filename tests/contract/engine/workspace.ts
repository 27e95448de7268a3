import { type MessageAttemptOut, Svix } from 'svix'
import { z } from 'zod'
import type { InstanceView } from '#lib/domain/instances/schemas.ts'

export interface Workspace {
  readonly svix: Svix
  /** Id of an instance of this test alone. */
  readonly app: string
  /** Calls what the SDK does not know. @throws unless the answer is 2xx */
  call(method: string, path: string, body?: unknown): Promise<unknown>
  /** The API token, and what makes it act on this instance. */
  readonly headers: Readonly<Record<string, string>>
  /** Sends an event, as the SDK does. */
  send(eventType: string, payload?: object, more?: { channels?: string[]; eventId?: string }): Promise<string>
  /** Sends an event as plain HTTP, without an Idempotency-Key. */
  post(body: { eventType: string; payload: object; channels?: string[] }): Promise<string>
  /** All attempts of a message for one consumer, oldest first, as soon as `done` says so. */
  attempts(
    message: string,
    consumer: string,
    done: (attempts: MessageAttemptOut[]) => boolean,
    withinMs?: number,
  ): Promise<MessageAttemptOut[]>
  /** What the SDK leaves out of the attempts of a message, oldest first. */
  details(message: string): Promise<AttemptDetail[]>
  /** Status of a delivery as Svix numbers it, as soon as it is that. */
  untilStatus(message: string, consumer: string, status: number): Promise<void>
}

const attemptDetail = z.object({
  endpointId: z.string(),
  outcome: z.string(),
  errorKind: z.string().nullable(),
  errorDetail: z.string().nullable(),
  requestHeaders: z.record(z.string(), z.string()).nullable(),
  tlsVersion: z.string().nullable(),
})
export type AttemptDetail = z.output<typeof attemptDetail>

const created = z.object({ id: z.string() })

/** A fresh instance in the running program, and what drives it. */
export async function createWorkspace(
  { origin, apiToken }: { origin: string; apiToken: string },
  settings: Partial<Pick<InstanceView, 'retrySchedule' | 'svixHeaders'>> = {},
): Promise<Workspace> {
  const svix = new Svix(apiToken, { serverUrl: origin })
  const headers: Record<string, string> = { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' }
  const call = async (method: string, path: string, body?: unknown) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(`${origin}${path}`, { method, headers, ...sent })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    const answer: unknown = text === '' ? null : JSON.parse(text)
    return answer
  }
  const { id: app } = created.parse(await call('POST', '/api/v1/app', { name: 'engine', ...settings }))
  headers['x-instance-id'] = app
  return {
    svix,
    app,
    call,
    headers,
    send: async (eventType, payload = {}, more = {}) =>
      (await svix.message.create(app, { eventType, payload, ...more })).id,
    post: async (body) => created.parse(await call('POST', `/api/v1/app/${app}/msg`, body)).id,
    attempts: (message, consumer, done, withinMs) =>
      poll(
        async () => {
          const { data } = await svix.messageAttempt.listByMsg(app, message, { endpointId: consumer })
          const attempts = data.reverse()
          return done(attempts) ? attempts : null
        },
        `attempts of ${message}`,
        withinMs,
      ),
    details: async (message) => {
      const list = await call('GET', `/api/v1/app/${app}/attempt/msg/${message}`)
      return z
        .object({ data: z.array(attemptDetail) })
        .parse(list)
        .data.reverse()
    },
    untilStatus: async (message, consumer, status) => {
      await poll(async () => {
        const { data } = await svix.messageAttempt.listAttemptedDestinations(app, message)
        return data.find(({ id }) => id === consumer)?.status === status ? true : null
      }, `status ${status} of ${message}`)
    },
  }
}

/** Asks until the answer is not null. @throws after `withinMs` */
export async function poll<T>(ask: () => Promise<T | null>, what: string, withinMs = 15_000): Promise<T> {
  const end = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
