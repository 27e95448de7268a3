'use client'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import type { EventTypeItem } from '#lib/queries/schemas.ts'
import { latestSchema, schemaProblems } from './schema-problems.ts'

/** Says under a body whether it fits the schema of its event type. It can be sent either way. */
export function SchemaCheck({ type, body }: { type: EventTypeItem | undefined; body: unknown }) {
  const schema = latestSchema(type)
  const text = useDeferredValue(JSON.stringify(body))
  const check = useQuery({
    queryKey: ['schema-check', type?.name, type?.updatedAt, text],
    queryFn: () => schemaProblems(schema, JSON.parse(text)),
    enabled: schema !== null,
    placeholderData: (previous) => previous,
    gcTime: 10_000,
  })
  if (schema === null || check.data === undefined) return null
  const fits = check.data.length === 0
  return (
    <div role="status" className="flex items-start gap-1.5 text-xs">
      <StatusGlyph kind={fits ? 'success' : 'warning'} size="xs" className="mt-0.5" />
      {fits ? (
        <span className="text-ink-2">Fits the schema</span>
      ) : (
        <ul aria-label="Where it does not fit the schema" className="grid gap-0.5 text-warning">
          {check.data.slice(0, 5).map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
          {check.data.length > 5 && <li>and {check.data.length - 5} more</li>}
        </ul>
      )}
    </div>
  )
}
