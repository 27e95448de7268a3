import { readFile } from 'node:fs/promises'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { describeApi } from '#lib/api/core/describe-api.ts'
import { routesOf } from '#lib/api/core/routes-of.ts'
import { findRouteFiles, routeModulesSource } from '#scripts/list-routes.ts'
import { ROUTE_MODULES } from '../../../app/api/openapi/route-modules.ts'

vi.mock('next/server', () => ({ after: (run: () => Promise<void>) => void run() }))

const operationSchema = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(1),
  tags: z.array(z.string()).length(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(
    z.object({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean(), schema: z.json() }),
  ),
  requestBody: z
    .object({
      required: z.boolean(),
      content: z.object({ 'application/json': z.object({ schema: z.json(), example: z.json() }) }),
    })
    .optional(),
  responses: z.record(z.string().regex(/^\d{3}$/), z.looseObject({ description: z.string().min(1) })),
})
const documentSchema = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().startsWith('/'), z.record(z.string(), operationSchema)),
  components: z.object({ securitySchemes: z.json(), schemas: z.record(z.string(), z.json()) }),
})

const routes = routesOf(ROUTE_MODULES)
const served: unknown = JSON.parse(JSON.stringify(describeApi(routes, '0.0.0')))
const description = documentSchema.parse(served)

const schemaSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  properties: z.record(z.string(), z.json()).optional(),
  items: z.json().optional(),
  anyOf: z.array(z.json()).optional(),
})

/** Where a schema takes text or a list of any length. A pattern is taken to have an end of its own. */
function endless(schema: unknown, place: string): string[] {
  const { type, properties = {}, items, anyOf = [], ...limits } = schemaSchema.parse(schema)
  const ends = type === 'array' ? ['maxItems'] : ['maxLength', 'enum', 'const', 'format', 'pattern']
  const isEndless =
    [type].flat().some((one) => one === 'array' || one === 'string') && !ends.some((end) => end in limits)
  return [
    ...(isEndless ? [place] : []),
    ...Object.entries(properties).flatMap(([name, part]) => endless(part, `${place}.${name}`)),
    ...anyOf.flatMap((part) => endless(part, place)),
    ...(items === undefined ? [] : endless(items, `${place}[]`)),
  ]
}

const fileOf = (path: string) => `app${path.replaceAll('{', '[').replaceAll('}', ']')}/route.ts`

describe('the description of the API', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(Object(served))
    expect({ valid, errors, version: validator.version }).toEqual({ valid: true, errors: undefined, version: '3.1' })
  })

  it('says of every operation what the caller must be allowed, or that it is for everybody', () => {
    const wrong = routes.filter(({ path, method, permission, isPublic }) => {
      const security = description.paths[path]?.[method.toLowerCase()]?.security
      const roles = permission === null ? [] : [permission]
      return JSON.stringify(security) !== JSON.stringify(isPublic ? [] : [{ bearer: roles }, { basic: roles }])
    })
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  it('takes no text and no list without an end', () => {
    const places = Object.values(description.paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ operationId, requestBody }) =>
        requestBody === undefined ? [] : endless(requestBody.content['application/json'].schema, operationId),
      ),
    )
    expect(places).toEqual([])
  })

  it('names every route file, and no other', async () => {
    const imported = (text: string) => [...text.matchAll(/from '([^']+)'/g)].map(([, path]) => path).sort()
    const source = await readFile('app/api/openapi/route-modules.ts', 'utf8')
    expect(imported(source)).toEqual(imported(routeModulesSource(findRouteFiles())))
  })

  it('describes every method that a route file answers at the path of that file', async () => {
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${fileOf(path)}`),
    )
    expect(described.sort()).toEqual(routes.map(({ method, path }) => `${method} ${fileOf(path)}`).sort())
    expect([...new Set(described.map((line) => line.split(' ')[1]))].sort()).toEqual(findRouteFiles())
  })

  it('gives every operation an id of its own and a parameter for each variable of its path', () => {
    const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, ...operation })),
    )
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    for (const { path, parameters } of operations) {
      const variables = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(variables)
    }
  })

  it('refers only to schemas that it holds', () => {
    const { components } = description
    const text = JSON.stringify(description)
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(Object.keys(components.schemas)).toContain(name)
    expect([...text.matchAll(/"\$ref":"(?!#\/components\/schemas\/)[^"]*"/g)].map(([ref]) => ref)).toEqual([])
  })

  it('has an example of every body, and the route takes it', () => {
    const { paths } = description
    const refused = routes.flatMap((route) => {
      const example = paths[route.path]?.[route.method.toLowerCase()]?.requestBody?.content['application/json'].example
      const result = route.body?.safeParse(example)
      return result?.success === false ? [{ id: route.id, example, issues: result.error.issues }] : []
    })
    expect(
      refused.map(
        ({ id, issues }) => `${id}: ${issues.map(({ path, message }) => `${path.join('.')} ${message}`).join(', ')}`,
      ),
    ).toEqual([])
  })
})
