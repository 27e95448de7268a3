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
})

const DEEPEST = 8

/** A JSON Schema as a tree of properties; deprecated ones are flagged. */
export function SchemaTree({ schema, depth = 0 }: { schema: unknown; depth?: number }) {
  const node = nodeSchema.safeParse(schema)
  if (!node.success || depth > DEEPEST) return null
  const properties = Object.entries(node.data.properties ?? {})
  if (properties.length === 0)
    return node.data.items === undefined ? null : <SchemaTree schema={node.data.items} depth={depth} />
  return (
    <ul className={depth === 0 ? 'grid gap-1' : 'ml-2 grid gap-1 border-line border-l pl-4'}>
      {properties.map(([name, value]) => (
        <SchemaProperty
          key={name}
          name={name}
          value={value}
          isRequired={node.data.required?.includes(name) ?? false}
          depth={depth}
        />
      ))}
    </ul>
  )
}

type PropertyProps = { name: string; value: unknown; isRequired: boolean; depth: number }

function SchemaProperty({ name, value, isRequired, depth }: PropertyProps) {
  const node = nodeSchema.safeParse(value)
  const data = node.success ? node.data : {}
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

function typeText(data: Partial<z.output<typeof nodeSchema>>): string {
  const type = Array.isArray(data.type) ? data.type.join(' | ') : (data.type ?? (data.enum ? 'enum' : 'any'))
  return data.format ? `${type} (${data.format})` : type
}
