import { cx } from './class-names.ts'

/** One grey bar; give it width and height by class. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('block h-2.5 animate-skeleton rounded-xs bg-pressed', className)} />
}

const widths = ['w-24', 'w-20', 'w-28', 'w-18'] as const

/** Rows in the shape of those that come: a glyph, two lines, two figures. */
export function SkeletonRows({ count = 6, label = 'Loading' }: { count?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="divide-y divide-line">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={index} className="flex h-15 items-center gap-4 px-4">
          <Skeleton className="size-3.5 rounded-full" />
          <span className="grid flex-1 gap-1.5">
            <Skeleton className={widths[index % widths.length]} />
            <Skeleton className="h-2 w-40 max-w-full" />
          </span>
          <Skeleton className="h-4 w-20 max-sm:hidden" />
          <Skeleton className="w-12" />
        </div>
      ))}
    </div>
  )
}
