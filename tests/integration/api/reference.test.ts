import { expect, it, vi } from 'vitest'
import { z } from 'zod'
import { describeApi } from '#lib/api/core/describe-api.ts'
import { routesOf } from '#lib/api/core/routes-of.ts'
import { IN_SCOPE, type ReferenceOperation } from '#tests/support/reference.ts'
import { ROUTE_MODULES } from '../../../app/api/openapi/route-modules.ts'

vi.mock('next/server', () => ({ after: (run: () => Promise<void>) => void run() }))

/** What has no meaning here and is ignored when it is sent. */
const IGNORED = {
  query: ['exclude_svix_play', 'exclude_apps_with_svix_play_endpoints'],
  body: ['featureFlags', 'variables', 'transformationsParams', 'application'],
  answer: [
    'variables',
    'envId',
    'sessionId',
    'streamAppId',
    'createdByUserName',
    'lastSync',
    'ownerUserIds',
    'referenceParentCompany',
  ],
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>> | undefined
  readonly items?: Schema | boolean | undefined
  readonly anyOf?: readonly Schema[] | undefined
  readonly allOf?: readonly Schema[] | undefined
}
const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    properties: z.record(z.string(), schema).optional(),
    items: z.union([schema, z.boolean()]).optional(),
    anyOf: z.array(schema).optional(),
    allOf: z.array(schema).optional(),
  }),
)
const content = z.object({ content: z.record(z.string(), z.object({ schema })).optional() })
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(z.object({ name: z.string(), in: z.string() })),
        requestBody: content.optional(),
        responses: z.record(z.string(), content),
      }),
    ),
  ),
})

const { paths } = documentSchema.parse(JSON.parse(JSON.stringify(describeApi(routesOf(ROUTE_MODULES), '0.0.0'))))
const described = ({ method, path }: ReferenceOperation) => paths[path]?.[method.toLowerCase()]
const jsonSchema = (part: z.output<typeof content> | undefined) => part?.content?.['application/json']?.schema

function fieldsOf(node: Schema | boolean | undefined): Set<string> {
  if (typeof node !== 'object') return new Set()
  const parts = [...(node.anyOf ?? []), ...(node.allOf ?? [])].flatMap((part) => [...fieldsOf(part)])
  return new Set([...Object.keys(node.properties ?? {}), ...parts])
}

function missing(wanted: readonly string[], there: ReadonlySet<string>, ignored: readonly string[]): string[] {
  return wanted.filter((name) => !there.has(name) && !ignored.includes(name))
}

it.each(IN_SCOPE.map((operation) => [operation.id, operation] as const))(
  '%s is here with its address, statuses, parameters and fields',
  (_id, operation) => {
    const ours = described(operation)
    if (ours === undefined) throw new Error(`${operation.method} ${operation.path} is not there`)
    const statuses = Object.keys(ours.responses).filter((status) => status.startsWith('2'))
    const answers = statuses.map((status) => jsonSchema(ours.responses[status]))
    const answer = answers[0]
    const rows = answer?.properties?.data ?? answer?.properties?.results
    expect(statuses.map(Number)).toEqual(expect.arrayContaining(operation.statuses))
    expect({
      query: missing(operation.query, new Set(ours.parameters.map(({ name }) => name)), IGNORED.query),
      body: missing(operation.body, fieldsOf(jsonSchema(ours.requestBody)), IGNORED.body),
      answer: missing(operation.answer, fieldsOf(answer), IGNORED.answer),
      rows: missing(operation.rows ?? [], fieldsOf(rows?.items), []),
    }).toEqual({ query: [], body: [], answer: [], rows: [] })
  },
)
