import { CopyButton } from './copy-button.tsx'

type HeaderEntry = { name: string; value: string; isNotable?: boolean }

/** HTTP headers as two columns of monospace, each to copy; a notable one (the reason of a failure) is marked. */
export function HeaderList({ headers }: { headers: readonly HeaderEntry[] }) {
  return (
    <dl className="mono leading-5">
      {headers.map((header) => (
        <div
          key={header.name}
          className={`group/header grid grid-cols-[minmax(96px,168px)_minmax(0,1fr)] gap-3 py-px ${header.isNotable ? '-mx-1.5 rounded-xs bg-warning-soft px-1.5' : ''}`}
        >
          <dt className={header.isNotable ? 'text-ink-2' : 'text-ink-3'}>{header.name}</dt>
          <dd className="flex items-start justify-between gap-1">
            <span className="min-w-0 break-all">{header.value}</span>
            <CopyButton
              value={header.value}
              label={header.name}
              className="opacity-0 focus-visible:opacity-100 group-hover/header:opacity-100 pointer-coarse:opacity-100"
            />
          </dd>
        </div>
      ))}
    </dl>
  )
}
