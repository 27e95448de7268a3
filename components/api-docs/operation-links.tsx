import { Link } from '#components/ui/link.tsx'
import type { ApiEntry } from './api-section.ts'
import { MethodMark } from './method-mark.tsx'

/** Links to operations, each with what it does. */
export function OperationLinks({ entries }: { entries: readonly ApiEntry[] }) {
  return (
    <ul className="divide-y divide-line">
      {entries.map(({ id, method, path, summary }) => (
        <li key={id} className="flex items-baseline gap-2 px-4 py-2">
          <MethodMark method={method} />
          <span className="grid min-w-0 gap-0.5">
            <Link href={`/docs/api/${id}`} variant="plain" prefetch={false} className="mono break-all">
              {path}
            </Link>
            <span className="text-ink-2 text-xs">{summary}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
