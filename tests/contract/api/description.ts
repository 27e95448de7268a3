import { z } from 'zod'

export interface Schema {
  readonly type?: string | readonly string[] | undefined
  readonly format?: string | undefined
  readonly enum?: readonly unknown[] | undefined
  readonly const?: unknown
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly maxLength?: number | undefined
  readonly anyOf?: readonly Schema[] | undefined
  readonly properties?: Readonly<Record<string, Schema>> | undefined
}

const schemaNode: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    maxLength: z.number().optional(),
    anyOf: z.array(schemaNode).optional(),
    properties: z.record(z.string(), schemaNode).optional(),
  }),
)

const operationSchema = z.looseObject({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.object({ name: z.string(), in: z.enum(['path', 'query']), schema: schemaNode })),
  requestBody: z
    .object({ content: z.object({ 'application/json': z.object({ schema: schemaNode, example: z.unknown() }) }) })
    .optional(),
})
const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) })

/** An operation as the running program describes it. */
export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly isPublic: boolean
  /** What the caller must be allowed; null: nothing in particular. */
  readonly permission: string | null
  readonly query: readonly { readonly name: string; readonly schema: Schema }[]
  readonly body: { readonly schema: Schema; readonly example: unknown } | null
}

/** Every operation of the description that the program serves. */
export async function readDescription(origin: string): Promise<Operation[]> {
  const { paths } = documentSchema.parse(await (await fetch(`${origin}/api/openapi`)).json())
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, security, parameters, requestBody }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      isPublic: security.length === 0,
      permission: security[0]?.bearer?.[0] ?? null,
      query: parameters.filter((parameter) => parameter.in === 'query'),
      body: requestBody?.content['application/json'] ?? null,
    })),
  )
}

/** The operation in one line, for what a failing test says. */
export const nameOf = ({ method, path, id }: Operation) => `${method} ${path} (${id})`

/** The names of the variables in an operation's path. */
export function variablesOf({ path }: Operation): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
}
