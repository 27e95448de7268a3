import * as z from './shape.ts'

/** What the API answered instead of the thing asked for. */
export class RequestError extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | null
  /** Field problems of a 422, by dotted path. */
  readonly fields: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, requestId: string | null, fields = {}) {
    super(message)
    this.name = 'RequestError'
    this.status = status
    this.code = code
    this.requestId = requestId
    this.fields = fields
  }
}

const problemSchema = z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })
const errorSchema = z.object({
  code: z.string().default('error'),
  detail: z.union([z.string(), z.array(problemSchema)]).default('The server gave no reason.'),
})

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly headers?: Record<string, string>
  readonly signal?: AbortSignal
}

/** Names the instance to routes that have none in their path. */
export function instanceHeader(instanceId: string) {
  return { 'x-instance-id': instanceId }
}

/** One call to our API with the session cookie; the answer is checked against `schema`. @throws RequestError */
export async function requestJson<T>(
  schema: z.Shape<T>,
  path: string,
  { method = 'GET', body, headers = {}, signal }: RequestOptions = {},
): Promise<T> {
  const asked = fetch(path, {
    method,
    signal,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const { response, text } = await readWhole(asked).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new RequestError(0, 'offline', 'Posthorn did not answer. Check that it runs and that you are online.', null)
  })
  const answer: unknown = text === '' ? undefined : parseJson(text)
  if (!response.ok) throw readError(response, answer)
  return schema.parse(answer)
}

async function readWhole(asked: Promise<Response>) {
  const response = await asked
  return { response, text: await response.text() }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readError(response: Response, answer: unknown): RequestError {
  const parsed = errorSchema.safeParse(answer)
  const requestId = response.headers.get('x-request-id')
  if (!parsed.success)
    return new RequestError(response.status, 'error', `The server answered ${response.status}.`, requestId)
  const { code, detail } = parsed.data
  if (typeof detail === 'string') return new RequestError(response.status, code, detail, requestId)
  const fields = Object.fromEntries(
    detail.map(({ loc, msg }) => [loc.filter((part) => part !== 'body').join('.'), msg]),
  )
  const sentence = detail.map(({ loc, msg }) => `${loc.at(-1) ?? 'input'}: ${msg}`).join('; ')
  return new RequestError(response.status, 'validation', sentence, requestId, fields)
}
