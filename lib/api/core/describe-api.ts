import { z } from 'zod'
import { exampleOf } from './example-of.ts'
import type { Route } from './route.ts'

type Json = Record<string, unknown>

const ERROR_CODES = ['400', '401', '403', '404', '409', '413', '422', '429', '500'] as const

/** One OpenAPI 3.1 document of these routes, made from the schemas that check their requests. */
export function describeApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Posthorn', version, license: { name: 'MIT', identifier: 'MIT' } },
    security: [{ bearer: [] }, { basic: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, basic: { type: 'http', scheme: 'basic' } },
      schemas: { Error: ERROR_SCHEMA, FieldErrors: FIELD_ERRORS_SCHEMA, CodatError: CODAT_ERROR_SCHEMA },
    },
  }
}

const TEXT = { type: 'string' }

const ERROR_SCHEMA = {
  type: 'object',
  required: ['code', 'detail', 'requestId'],
  properties: { code: TEXT, detail: TEXT, requestId: TEXT },
}

const FIELD_ERROR_SCHEMA = {
  type: 'object',
  required: ['loc', 'msg', 'type'],
  properties: { loc: { type: 'array', items: TEXT }, msg: TEXT, type: TEXT },
}

const FIELD_ERRORS_SCHEMA = {
  type: 'object',
  required: ['detail'],
  properties: { detail: { type: 'array', items: FIELD_ERROR_SCHEMA } },
}

const CODAT_ERROR_SCHEMA = {
  type: 'object',
  required: ['statusCode', 'service', 'error', 'correlationId', 'canBeRetried', 'detailedErrorCode'],
  properties: {
    statusCode: { type: 'integer' },
    service: TEXT,
    error: TEXT,
    correlationId: TEXT,
    validation: { type: ['object', 'null'] },
    canBeRetried: TEXT,
    detailedErrorCode: { type: 'integer' },
  },
}

function operation(route: Route): Json {
  const statuses = [route.status, ...(route.otherStatus === undefined ? [] : [route.otherStatus])]
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [tagOf(route)],
    ...(route.isPublic ? { security: [] } : {}),
    parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
    ...(route.body === undefined ? {} : { requestBody: requestBody(route.body) }),
    responses: {
      ...Object.fromEntries(statuses.map((status) => [status, success(route)])),
      ...Object.fromEntries(ERROR_CODES.map((code) => [code, failure(route, code)])),
    },
  }
}

// `v1.endpoint.get-secret` is about endpoints, `codat.companies.list` about that face.
function tagOf({ id }: Route): string {
  const parts = id.split('.')
  return (parts[0] === 'v1' ? parts.slice(1, -1).join(' ') : parts[0]) ?? id
}

function requestBody(body: z.ZodType): Json {
  const schema = schemaOf(body, 'input')
  const required = !body.safeParse(undefined).success
  return { required, content: { 'application/json': { schema, example: exampleOf(schema) } } }
}

function success(route: Route): Json {
  const content =
    route.response === undefined ? {} : { content: { [route.media]: { schema: schemaOf(route.response, 'output') } } }
  return { description: route.summary, ...content }
}

function failure({ path }: Route, code: (typeof ERROR_CODES)[number]): Json {
  const plain = code === '422' ? 'FieldErrors' : 'Error'
  const name = path.startsWith('/api/codat/') ? 'CodatError' : plain
  return { description: name, content: json({ $ref: `#/components/schemas/${name}` }) }
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.ZodType | undefined): Json[] {
  const object = query instanceof z.ZodPipe ? query.in : query
  const shape = object instanceof z.ZodObject ? object.shape : {}
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !z.safeParse(schema, undefined).success,
    schema: schemaOf(schema, 'input'),
  }))
}

function json(schema: unknown): Json {
  return { 'application/json': { schema } }
}

// What JSON Schema cannot say (a Date behind a transform) is described as anything.
function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): unknown {
  const described = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })
  return JSON.parse(JSON.stringify(described, withoutDefinitions))
}

// The one recursive schema is "any JSON"; a reference to it would lead out of its place in the document.
function withoutDefinitions(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if ('$ref' in value && typeof value.$ref === 'string' && value.$ref.startsWith('#/$defs/')) return {}
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$defs' && key !== '$schema'))
}
