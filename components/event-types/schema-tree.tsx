import { NotePill } from '#components/ui/pill.tsx'
import * as z from '#lib/queries/shape.ts'

const nodeSchema = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  deprecated: z.boolean().optional(),
  format: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
})
type Node = z.output<typeof nodeSchema>

const DEEPEST = 8

/** A JSON Schema as a tree of properties; deprecated ones are flagged. */
export function SchemaTree({ schema, depth = 0 }: { schema: unknown; depth?: number }) {
  const node = depth > DEEPEST ? null : readNode(schema)
  if (node === null) return null
  const properties = Object.entries(node.properties ?? {})
  if (properties.length === 0) return node.items === undefined ? null : <SchemaTree schema={node.items} depth={depth} />
  return (
    <ul className={depth === 0 ? 'grid gap-1' : 'ml-2 grid gap-1 border-line border-l pl-4'}>
      {properties.map(([name, value]) => (
        <SchemaProperty
          key={name}
          name={name}
          value={value}
          isRequired={node.required?.includes(name) ?? false}
          depth={depth}
        />
      ))}
    </ul>
  )
}

type PropertyProps = { name: string; value: unknown; isRequired: boolean; depth: number }

function SchemaProperty({ name, value, isRequired, depth }: PropertyProps) {
  const data = readNode(value) ?? {}
  return (
    <li className="grid gap-1">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className={`mono font-medium ${data.deprecated ? 'line-through' : ''}`}>{name}</span>
        <span className="mono text-ink-3">{typeText(data)}</span>
        {isRequired && <span className="text-ink-3 text-xs">required</span>}
        {data.deprecated && <NotePill>deprecated</NotePill>}
        {data.description && <span className="text-ink-2 text-xs">{data.description}</span>}
      </span>
      <SchemaTree schema={value} depth={depth + 1} />
    </li>
  )
}

// `anyOf` is mostly "this or null": its parts are shown as one.
function readNode(schema: unknown): Node | null {
  const read = nodeSchema.safeParse(schema)
  if (!read.success) return null
  let node = read.data
  for (const part of (read.data.anyOf ?? []).flatMap((one) => readNode(one) ?? []))
    node = { ...part, ...node, type: [...typesOf(node), ...typesOf(part)] }
  return node
}

function typesOf({ type, enum: choices }: Node): string[] {
  if (type !== undefined) return [type].flat()
  return choices === undefined ? [] : ['enum']
}

function typeText(data: Node): string {
  const type = typesOf(data).join(' | ') || 'any'
  return data.format ? `${type} (${data.format})` : type
}
