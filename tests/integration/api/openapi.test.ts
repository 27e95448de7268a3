import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { describeApi } from '#lib/api/core/describe-api.ts'
import type { Route } from '#lib/api/core/route.ts'
import { findRouteFiles, routeModulesSource } from '#scripts/list-routes.ts'
import { createDatabase } from '#tests/support/database.ts'
import { startRouteServer } from '#tests/support/route-server.ts'

vi.mock('next/server', () => ({ after: (run: () => Promise<void>) => void run() }))

await createDatabase()

let routes: readonly Route[]
let close: () => Promise<void>
beforeAll(async () => {
  const server = await startRouteServer()
  routes = server.routes
  close = server.close
})
afterAll(() => close())

const operationSchema = z.looseObject({
  operationId: z.string(),
  summary: z.string().min(1),
  tags: z.array(z.string()).length(1),
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

function document() {
  return documentSchema.parse(JSON.parse(JSON.stringify(describeApi(routes, '0.0.0'))))
}

const fileOf = (path: string) => `app${path.replaceAll('{', '[').replaceAll('}', ']')}/route.ts`

describe('the description of the API', () => {
  it('names every route file, and no other', async () => {
    const imported = (text: string) => [...text.matchAll(/from '([^']+)'/g)].map(([, path]) => path).sort()
    const source = await readFile('app/api/openapi/route-modules.ts', 'utf8')
    expect(imported(source)).toEqual(imported(routeModulesSource(findRouteFiles())))
  })

  it('describes every method that a route file answers at the path of that file', async () => {
    const described = Object.entries(document().paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${fileOf(path)}`),
    )
    expect(described.sort()).toEqual(routes.map(({ method, path }) => `${method} ${fileOf(path)}`).sort())
    expect([...new Set(described.map((line) => line.split(' ')[1]))].sort()).toEqual(findRouteFiles())
  })

  it('gives every operation an id of its own and a parameter for each variable of its path', () => {
    const operations = Object.entries(document().paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, ...operation })),
    )
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    for (const { path, parameters } of operations) {
      const variables = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(variables)
    }
  })

  it('refers only to schemas that it holds', () => {
    const { components } = document()
    const text = JSON.stringify(document())
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(Object.keys(components.schemas)).toContain(name)
    expect([...text.matchAll(/"\$ref":"(?!#\/components\/schemas\/)[^"]*"/g)].map(([ref]) => ref)).toEqual([])
  })

  it('has an example of every body, and the route takes it', () => {
    const { paths } = document()
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
