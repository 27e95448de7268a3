import { z } from 'zod'
import { exampleOf } from './example-of.ts'
import type { Route } from './route.ts'

type Json = Record<string, unknown>
type Content = Readonly<Record<string, { readonly schema: unknown; readonly example?: unknown }>>

export interface ApiParameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly schema: unknown
}

export interface ApiOperation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly [string]
  /** Ways in, each with the permission it needs; empty: for everybody. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters: readonly ApiParameter[]
  readonly requestBody?: { readonly required: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>
}

/** An OpenAPI 3.1 document: by path, then by method in small letters. */
export interface ApiDocument {
  readonly openapi: string
  readonly info: Json
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>
  readonly components: Json
}

const ERROR_CODES = ['400', '401', '403', '404', '409', '413', '422', '429', '500'] as const
type ErrorCode = (typeof ERROR_CODES)[number]

/** One OpenAPI 3.1 document of these routes, made from the schemas that check their requests. */
export function describeApi(routes: readonly Route[], version: string): ApiDocument {
  const paths: Record<string, Record<string, ApiOperation>> = {}
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Posthorn', version, license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      securitySchemes: Object.fromEntries(SCHEMES.map((scheme) => [scheme, { type: 'http', scheme }])),
      schemas: { Error: ERROR_SCHEMA, FieldErrors: FIELD_ERRORS_SCHEMA, CodatError: CODAT_ERROR_SCHEMA },
    },
  }
}

const SCHEMES = ['bearer', 'basic'] as const

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

function operation(route: Route): ApiOperation {
  const statuses = [route.status, ...(route.otherStatus === undefined ? [] : [route.otherStatus])]
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [tagOf(route)],
    security: route.isPublic ? [] : SCHEMES.map((scheme) => ({ [scheme]: roles(route) })),
    parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
    ...(route.body === undefined ? {} : { requestBody: requestBody(route.body) }),
    responses: {
      ...Object.fromEntries(statuses.map((status) => [status, success(route)])),
      ...Object.fromEntries(errorCodes(route).map((code) => [code, failure(route, code)])),
    },
  }
}

// OpenAPI 3.1 lets schemes without scopes name what the caller must be allowed: here, the permission.
function roles({ permission }: Route): string[] {
  return permission === null ? [] : [permission]
}

// `v1.endpoint.get-secret` is about endpoints, `codat.companies.list` about that face.
function tagOf({ id }: Route): string {
  const parts = id.split('.')
  return (parts[0] === 'v1' ? parts.slice(1, -1).join(' ') : parts[0]) ?? id
}

function requestBody(body: z.ZodType) {
  const schema = schemaOf(body, 'input')
  const required = !body.safeParse(undefined).success
  return { required, content: { 'application/json': { schema, example: exampleOf(schema) } } }
}

function success(route: Route) {
  const content =
    route.response === undefined ? {} : { content: { [route.media]: { schema: schemaOf(route.response, 'output') } } }
  return { description: route.summary, ...content }
}

const isCodat = ({ path }: Route) => path.startsWith('/api/codat/')

// That face has no 422: what is wrong with a request is a 400.
function errorCodes(route: Route): readonly ErrorCode[] {
  return isCodat(route) ? ERROR_CODES.filter((code) => code !== '422') : ERROR_CODES
}

function failure(route: Route, code: ErrorCode) {
  const plain = code === '422' ? 'FieldErrors' : 'Error'
  const name = isCodat(route) ? 'CodatError' : plain
  return { description: name, content: json({ $ref: `#/components/schemas/${name}` }) }
}

function pathParameters(path: string): ApiParameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.ZodType | undefined): ApiParameter[] {
  const object = query instanceof z.ZodPipe ? query.in : query
  const shape = object instanceof z.ZodObject ? object.shape : {}
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !z.safeParse(schema, undefined).success,
    schema: schemaOf(schema, 'input'),
  }))
}

function json(schema: unknown): Content {
  return { 'application/json': { schema } }
}

// What JSON Schema cannot say (a Date behind a transform) is described as anything.
function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): unknown {
  const described = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline', override: plainTime })
  return JSON.parse(JSON.stringify(described, withoutDefinitions))
}

// A time without an offset is taken too, which takes a pattern of hundreds of characters to say.
function plainTime({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodType
  jsonSchema: z.core.JSONSchema.BaseSchema
}) {
  if (!(zodSchema instanceof z.ZodISODateTime)) return
  jsonSchema.format = 'date-time'
  delete jsonSchema.pattern
}

// The one recursive schema is "any JSON"; a reference to it would lead out of its place in the document.
function withoutDefinitions(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if ('$ref' in value && typeof value.$ref === 'string' && value.$ref.startsWith('#/$defs/')) return {}
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '$defs' && key !== '$schema'))
}
