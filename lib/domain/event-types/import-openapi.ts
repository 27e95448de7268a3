import { z } from 'zod'
import type { Context } from '../context.ts'
import { fieldError } from '../errors.ts'
import { authorize } from '../permissions.ts'
import { eventTypeNameSchema } from '../schemas.ts'
import { deleteEventType } from './delete-event-type.ts'
import { listEventTypes } from './list-event-types.ts'
import type { eventTypeSchemasSchema } from './schemas.ts'
import { upsertEventType } from './upsert-event-type.ts'

const operationSchema = z.looseObject({
  operationId: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  deprecated: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
  requestBody: z
    .looseObject({
      content: z.record(z.string(), z.looseObject({ schema: z.json().optional(), example: z.json().optional() })),
    })
    .optional(),
})
const documentSchema = z.looseObject({
  webhooks: z
    .record(z.string(), z.looseObject({ post: operationSchema.optional(), put: operationSchema.optional() }))
    .optional(),
  'x-webhooks': z.record(z.string(), z.looseObject({ post: operationSchema.optional() })).optional(),
  components: z.looseObject({ schemas: z.record(z.string(), z.json()).optional() }).optional(),
})

export interface ImportedEventType {
  readonly name: string
  readonly description: string
  readonly schemas: z.output<typeof eventTypeSchemasSchema> | null
  readonly deprecated: boolean
  readonly groupName: string | null
  readonly example?: Json
}

/** The event types in the `webhooks` section of an OpenAPI 3 document. @throws DomainError `validation` */
export function readOpenApi(spec: unknown): ImportedEventType[] {
  const document = documentSchema.safeParse(spec)
  if (!document.success) throw fieldError('spec', 'is not an OpenAPI 3 document with a "webhooks" section')
  const inlined = inliner(document.data.components?.schemas ?? {})
  const webhooks = Object.entries(document.data.webhooks ?? document.data['x-webhooks'] ?? {})
  return webhooks.flatMap(([key, { post, ...rest }]) => {
    const operation = post ?? operationSchema.optional().catch(undefined).parse(rest.put)
    const name = eventTypeNameSchema.safeParse(operation?.operationId ?? key)
    if (operation === undefined || !name.success) return []
    const { schema, example: given } = operation.requestBody?.content['application/json'] ?? {}
    const group = eventTypeNameSchema.safeParse(operation.tags?.[0])
    return [
      {
        name: name.data,
        description: operation.description ?? operation.summary ?? '',
        schemas: schema === undefined ? null : { 1: inlined(schema, 0) },
        deprecated: operation.deprecated ?? false,
        groupName: group.success ? group.data : null,
        ...(given === undefined ? {} : { example: given }),
      },
    ]
  })
}

type Json = z.output<ReturnType<typeof z.json>>
const MOST_LEVELS = 40
/** Values that all schemas of a document may come to: references to what holds references multiply. */
const MOST_VALUES = 200_000

// A schema must stand by itself: references into the document are written out, a cycle ends as "anything".
function inliner(components: Readonly<Record<string, Json>>) {
  let left = MOST_VALUES
  return function inlined(value: Json, level: number): Json {
    if (left-- === 0) throw fieldError('spec', 'comes to too much once its references are written out')
    if (level > MOST_LEVELS) return {}
    if (Array.isArray(value)) return value.map((item) => inlined(item, level + 1))
    if (typeof value !== 'object' || value === null) return value
    const reference =
      typeof value.$ref === 'string' ? /^#\/components\/schemas\/(.+)$/.exec(value.$ref)?.[1] : undefined
    const target = reference === undefined ? undefined : components[reference]
    if (target !== undefined) return inlined(target, level + 4)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inlined(item, level + 1)]))
  }
}

/** Writes the event types of an OpenAPI document; with `replaceAll` the others are archived. */
export async function importOpenApi(
  ctx: Context,
  instance: string,
  input: { readonly spec: unknown; readonly replaceAll: boolean; readonly dryRun: boolean },
): Promise<{ modified: string[]; toModify: ImportedEventType[] }> {
  authorize(ctx, 'event-type:write')
  const types = readOpenApi(input.spec)
  if (input.dryRun) return { modified: [], toModify: types }
  for (const { name, ...rest } of types) await upsertEventType(ctx, instance, name, { ...rest, archived: false })
  if (input.replaceAll) await archiveOthers(ctx, instance, new Set(types.map(({ name }) => name)))
  return { modified: types.map(({ name }) => name), toModify: types }
}

async function archiveOthers(ctx: Context, instance: string, kept: ReadonlySet<string>): Promise<void> {
  let iterator: string | undefined
  for (let done = false; !done; ) {
    const page = await listEventTypes(ctx, instance, { limit: 250, iterator })
    for (const { name } of page.data)
      if (!kept.has(name)) await deleteEventType(ctx, instance, name, { expunge: false })
    done = page.done
    iterator = page.iterator ?? undefined
  }
}
