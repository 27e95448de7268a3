import type { EventType } from '#lib/db/generated/client.ts'

type Described = Pick<EventType, 'name' | 'description' | 'groupName' | 'schemas' | 'example' | 'deprecated'>

/** A catalogue as an OpenAPI 3.1 document with one webhook an event type; `readOpenApi` takes it back. */
export function writeOpenApi(title: string, types: readonly Described[]) {
  return {
    openapi: '3.1.0',
    info: { title: `${title}: events`, version: '1' },
    webhooks: Object.fromEntries(types.map((type) => [type.name, { post: operation(type) }])),
  }
}

function operation({ name, description, groupName, schemas, example, deprecated }: Described) {
  const schema = newestSchema(schemas)
  const content = { ...(schema === undefined ? {} : { schema }), ...(example === null ? {} : { example }) }
  return {
    operationId: name,
    description,
    deprecated,
    ...(groupName === null ? {} : { tags: [groupName] }),
    requestBody: { content: { 'application/json': content } },
    responses: { '2XX': { description: 'The event was taken.' } },
  }
}

function newestSchema(schemas: unknown): unknown {
  return typeof schemas === 'object' && schemas !== null ? Object.values(schemas).at(-1) : undefined
}
