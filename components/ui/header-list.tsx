type HeaderEntry = { name: string; value: string; isNotable?: boolean }

/** HTTP headers as two columns of monospace; a notable one (the reason of a failure) is marked. */
export function HeaderList({ headers }: { headers: readonly HeaderEntry[] }) {
  return (
    <dl className="mono leading-5">
      {headers.map((header) => (
        <div
          key={header.name}
          className={`grid grid-cols-[minmax(96px,168px)_minmax(0,1fr)] gap-3 py-px ${header.isNotable ? '-mx-1.5 rounded-xs bg-warning-soft px-1.5' : ''}`}
        >
          <dt className={header.isNotable ? 'text-ink-2' : 'text-ink-3'}>{header.name}</dt>
          <dd className="break-all">{header.value}</dd>
        </div>
      ))}
    </dl>
  )
}
