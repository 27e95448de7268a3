import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

export type Stat = {
  label: string
  value: ReactNode
  /** Unit in small grey letters: "ms", "%". */
  unit?: ReactNode
  /** One line of context: "drains in 28 min". */
  context?: ReactNode
  tone?: 'failure' | 'warning'
}

/** Four to six figures in a ruled line, three in one beside a drawer on a narrow window, two columns on phones. */
export function StatBand({ stats, isTight = false }: { stats: readonly Stat[]; isTight?: boolean }) {
  const figure = isTight ? 'text-md leading-5' : 'text-xl'
  return (
    <div className="@container overflow-hidden rounded-md border border-line">
      <dl className="grid grid-cols-2 gap-px bg-line sm:@max-xl:grid-cols-3 sm:@xl:auto-cols-fr sm:@xl:grid-flow-col sm:@xl:grid-cols-none">
        {stats.map((stat) => (
          <div
            key={stat.label}
            className={cx(
              'grid min-w-0 content-start gap-0.5 bg-surface px-4 max-sm:last:odd:col-span-2',
              'sm:@max-xl:last:nth-[3n+1]:col-span-3 sm:@max-xl:last:nth-[3n+2]:col-span-2',
              isTight ? 'py-2.5' : 'py-3',
            )}
          >
            <dt className="truncate text-ink-3 text-xs">{stat.label}</dt>
            <dd
              className={cx(
                'font-medium tracking-tight sm:whitespace-nowrap',
                figure,
                stat.tone === 'failure' && 'text-failure',
                stat.tone === 'warning' && 'text-warning',
              )}
            >
              {stat.value}
              {stat.unit && <small className="font-normal text-ink-3 text-sm tracking-normal"> {stat.unit}</small>}
            </dd>
            {stat.context && <dd className="text-ink-3 text-xs">{stat.context}</dd>}
          </div>
        ))}
      </dl>
    </div>
  )
}
