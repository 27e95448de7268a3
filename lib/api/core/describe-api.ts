import { z } from 'zod'
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
      schemas: { Error: ERROR_SCHEMA, FieldErrors: FIELD_ERRORS_SCHEMA },
    },
  }
}

const ERROR_SCHEMA = {
  type: 'object',
  required: ['code', 'detail'],
  properties: { code: { type: 'string' }, detail: { type: 'string' }, requestId: { type: 'string' } },
}

const FIELD_ERRORS_SCHEMA = {
  type: 'object',
  required: ['detail'],
  properties: {
    detail: {
      type: 'array',
      items: {
        type: 'object',
        required: ['loc', 'msg', 'type'],
        properties: {
          loc: { type: 'array', items: { type: 'string' } },
          msg: { type: 'string' },
          type: { type: 'string' },
        },
      },
    },
  },
}

function operation(route: Route): Json {
  return {
    operationId: route.id,
    summary: route.summary,
    ...(route.isPublic ? { security: [] } : {}),
    parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: true, content: json(schemaOf(route.body, 'input')) } }),
    responses: {
      [route.status]: success(route),
      ...Object.fromEntries(ERROR_CODES.map((code) => [code, failure(code)])),
    },
  }
}

function success(route: Route): Json {
  const content =
    route.response === undefined ? {} : { content: { [route.media]: { schema: schemaOf(route.response, 'output') } } }
  return { description: route.summary, ...content }
}

function failure(code: (typeof ERROR_CODES)[number]): Json {
  const name = code === '422' ? 'FieldErrors' : 'Error'
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
function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })
  return rest
}
