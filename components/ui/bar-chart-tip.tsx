import type { ReactNode } from 'react'
import { formatNumber } from '#lib/format.ts'
import type { ChartBar } from './chart-bar.ts'

const swatches = {
  success: 'bg-chart-success',
  retried: 'fill-hatch',
  failure: 'bg-chart-failure',
} as const

/** Counts of the bar under the pointer. `side` is its place in `0…1`; the tip opens to the other half. */
export function BarChartTip({ bar, side }: { bar: ChartBar; side: number }) {
  const place = side > 0.5 ? { right: `${(1 - side) * 100 + 1}%` } : { left: `${side * 100 + 4}%` }
  return (
    <div
      className="pointer-events-none absolute top-12 z-(--z-menu) grid min-w-42 gap-0.5 rounded-sm bg-raised px-2.5 py-2 text-xs shadow-float"
      style={place}
    >
      <b className="font-medium">{bar.label}</b>
      <TipRow kind="success" label="Delivered" value={bar.success} />
      <TipRow kind="retried" label="Failed, retried" value={bar.retried} />
      <TipRow kind="failure" label="Failed" value={bar.failure} />
    </div>
  )
}

function TipRow({ kind, label, value }: { kind: keyof typeof swatches; label: string; value: number }) {
  return (
    <span className="flex items-center gap-2">
      <span className={`size-2 rounded-[2px] ${swatches[kind]}`} />
      {label}
      <b className="ml-auto pl-3 font-medium">{formatNumber(value)}</b>
    </span>
  )
}

/** Key of the chart, for the panel's header. */
export function ChartLegend() {
  return (
    <span className="flex flex-wrap gap-x-4 gap-y-1 pr-2 text-ink-2 text-xs">
      <LegendEntry kind="success">Delivered</LegendEntry>
      <LegendEntry kind="retried">Failed, retried</LegendEntry>
      <LegendEntry kind="failure">Failed</LegendEntry>
    </span>
  )
}

function LegendEntry({ kind, children }: { kind: keyof typeof swatches; children: ReactNode }) {
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden="true" className={`size-2.5 rounded-[2px] ${swatches[kind]}`} />
      {children}
    </span>
  )
}
