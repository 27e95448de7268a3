import type { z } from 'zod'
import type { Context } from '#lib/domain/context.ts'
import type { Permission } from '#lib/domain/roles.ts'

/** The parts of an HTTP request that a handler may look at, whichever server received it. */
export interface RequestParts {
  readonly method: string
  readonly url: URL
  readonly headers: { get(name: string): string | null }
  /** The body as it came in: read once, parsed here, so that raw slices stay exact. */
  readonly body: Uint8Array
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
  /** Aborted when the caller has gone; for answers that go on. */
  readonly signal?: AbortSignal
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  /** A body that goes on, in place of `body`. */
  readonly stream?: ReadableStream<Uint8Array>
}

/** `'/app/{app_id}/endpoint/{endpoint_id}'` → `'app_id' | 'endpoint_id'` */
export type PathParameter<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never

/** What a handler gets: who calls, and every part already checked. */
export interface Call<Path extends string, Query, Body> {
  readonly ctx: Context
  readonly params: Readonly<Record<PathParameter<Path>, string>>
  readonly query: Query
  readonly body: Body
  /** The instance asked for by `X-Instance-Id`, for operations outside any instance path. */
  readonly instanceId: string | null
  readonly request: RequestParts
}

/** How a repeated POST with the same `Idempotency-Key` is answered: by showing the created thing again. */
export interface Replay<C> {
  /** Which field of the answer names the created thing; `id` unless said otherwise. */
  readonly key?: string
  /** Presents the thing with that id again. */
  readonly again: (call: C, id: string) => Promise<unknown>
}

export interface RouteConfig<Path extends string, Query extends z.ZodType, Body extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: Path
  /** Operation id, unique over the whole API. */
  readonly id: string
  /** What the verb asks for, asked before anything is read; null where any token will do, or none. */
  readonly permission: Permission | null
  readonly summary: string
  /** Success status; a handler may answer another with `answer()`. */
  readonly status: number
  /** The other success status, where an upsert may create or find. */
  readonly otherStatus?: number
  readonly query?: Query
  readonly body?: Body
  /** Shape of a body that the handler reads itself, for the description. */
  readonly describedBody?: z.ZodType
  /** Shape of the success body, for the description. */
  readonly response?: z.ZodType
  /** Media type of the success body; JSON unless said otherwise. */
  readonly media?: 'text/event-stream' | 'application/x-ndjson'
  /** No authentication (health). */
  readonly isPublic?: boolean
  /** Set on POSTs that must not happen twice; `'empty'` where the answer names nothing. */
  readonly replay?: Replay<Call<Path, z.output<Query>, z.output<Body>>> | 'empty'
  readonly run: (call: Call<Path, z.output<Query>, z.output<Body>>) => Promise<unknown>
}

/** A route with its types folded away: what adapters, the description and tests work with. */
export interface Route {
  readonly method: string
  readonly path: string
  readonly id: string
  readonly permission: Permission | null
  readonly summary: string
  readonly status: number
  readonly otherStatus: number | undefined
  readonly query: z.ZodType | undefined
  readonly body: z.ZodType | undefined
  readonly response: z.ZodType | undefined
  readonly media: string
  readonly isPublic: boolean
  readonly handle: (request: RequestParts, ports: RoutePorts) => Promise<Reply>
  /** An error that stopped the request before it got here, in the body of this route's face. */
  readonly fail: (error: unknown, headers: RequestParts['headers']) => Reply
}

/** What the pipeline needs from outside: who calls. The front door answers from memory, web from the database. */
export interface RoutePorts {
  readonly authenticate: (request: RequestParts) => Promise<Context['actor']>
}

/** A success that differs from the route's declared status. */
export class Answer {
  readonly status: number
  readonly value: unknown
  constructor(status: number, value: unknown) {
    this.status = status
    this.value = value
  }
}

/** Answers with another success status than the declared one (an upsert that created, a get-or-create that found). */
export function answer(status: number, value: unknown): Answer {
  return new Answer(status, value)
}

/** A success body that goes on until its reader leaves. */
export class Streaming {
  readonly stream: ReadableStream<Uint8Array>
  readonly headers: Readonly<Record<string, string>>
  constructor(stream: ReadableStream<Uint8Array>, headers: Readonly<Record<string, string>> = {}) {
    this.stream = stream
    this.headers = headers
  }
}
