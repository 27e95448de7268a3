'use client'
import { type KeyboardEvent, useId, useState } from 'react'
import { formatCompact } from '#lib/format.ts'
import { BarChartTable } from './bar-chart-table.tsx'
import { BarChartTip } from './bar-chart-tip.tsx'
import { type ChartBar, total } from './chart-bar.ts'
import { labelPositions, niceCeiling } from './chart-scale.ts'
import { cx } from './class-names.ts'

export type BarChartProps = {
  /** "Attempts in the last 6 hours, one bar for each 5 minutes". */
  label: string
  bars: readonly ChartBar[]
  /** Incident marks: what began at which bar. */
  marks?: readonly { barId: string; text: string }[]
  /** Enter or a press on a bar: filter the logs. */
  onSelect?: (bar: ChartBar) => void
  height?: number
}

const WIDTH = 10

/** Stacked bars: failed at the base, failed with a retry to come hatched, delivered pale with a solid cap. Arrow keys move. */
export function BarChart({ label, bars, marks = [], onSelect, height = 176 }: BarChartProps) {
  const [at, setActive] = useState<number | null>(null)
  const last = Math.max(0, bars.length - 1)
  // Another range may have fewer bars than the one in which it was set.
  const active = at === null ? null : Math.min(at, last)
  const id = useId()
  const top = niceCeiling(Math.max(0, ...bars.map(total)))
  const current = active === null ? undefined : bars[active]
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveBy(event.key, active, bars.length)
    if (next !== undefined) {
      event.preventDefault()
      setActive(next)
    }
    if ((event.key === 'Enter' || event.key === ' ') && current) {
      event.preventDefault()
      onSelect?.(current)
    }
  }
  return (
    <figure className="relative m-0 grid grid-cols-[minmax(0,1fr)_40px] pt-4 pr-2 pb-1 pl-4">
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={active ?? last}
        aria-valuetext={current ? describeBar(current) : `${bars.length} bars`}
        aria-details={`${id}-table`}
        onKeyDown={onKeyDown}
        onFocus={() => setActive((was) => was ?? last)}
        onBlur={() => setActive(null)}
        onPointerMove={(event) => setActive(barAt(event, bars.length))}
        onPointerLeave={() => setActive(null)}
        onClick={() => current && onSelect?.(current)}
        className={cx('relative border-line-strong border-b', onSelect && 'cursor-pointer')}
        style={{ height }}
      >
        <GridLines />
        {active !== null && <Highlight index={active} count={bars.length} />}
        <Bars bars={bars} top={top} height={height} patternId={id} />
        {marks.map((mark) => (
          <Mark key={mark.text} text={mark.text} at={bars.findIndex((bar) => bar.id === mark.barId) / bars.length} />
        ))}
        {current && active !== null && <BarChartTip bar={current} side={active / bars.length} />}
      </div>
      <div aria-hidden="true" className="-my-2 flex flex-col justify-between pl-2 text-2xs text-ink-3">
        {[top, top / 2, 0].map((tick) => (
          <span key={tick}>{formatCompact(tick)}</span>
        ))}
      </div>
      <TimeAxis bars={bars} />
      <BarChartTable id={`${id}-table`} label={label} bars={bars} />
    </figure>
  )
}

function describeBar(bar: ChartBar): string {
  return `${bar.label}: ${bar.success} delivered, ${bar.retried} failed and retried, ${bar.failure} failed for good`
}

function moveBy(key: string, active: number | null, count: number): number | undefined {
  if (count === 0) return undefined
  const at = active ?? count - 1
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(count - 1, at + 1)
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, at - 1)
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}

function barAt(event: React.PointerEvent, count: number): number | null {
  const box = event.currentTarget.getBoundingClientRect()
  if (count === 0 || box.width === 0) return null
  return Math.min(count - 1, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * count)))
}

function Bars(props: { bars: readonly ChartBar[]; top: number; height: number; patternId: string }) {
  const { bars, top, height, patternId } = props
  const scale = (value: number) => (value === 0 ? 0 : Math.max(1, (value / top) * height))
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${bars.length * WIDTH} ${height}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full"
    >
      <defs>
        <pattern id={patternId} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0v4" className="stroke-chart-retrying" strokeWidth="4" opacity=".5" />
          <path d="M0 0v4M2 0v4" className="stroke-chart-retrying" strokeWidth="2" />
        </pattern>
      </defs>
      {bars.map((bar, index) => {
        const failed = scale(bar.failure)
        const retried = scale(bar.retried)
        const done = scale(bar.success)
        const x = index * WIDTH + 0.75
        const width = WIDTH - 1.5
        return (
          <g key={bar.id}>
            <rect x={x} width={width} y={height - failed} height={failed} className="fill-chart-failure" />
            <rect x={x} width={width} y={height - failed - retried} height={retried} fill={`url(#${patternId})`} />
            <rect
              x={x}
              width={width}
              y={height - failed - retried - done}
              height={done}
              className="fill-chart-success"
            />
            {done > 0 && (
              <rect
                x={x}
                width={width}
                y={height - failed - retried - done}
                height={2}
                className="fill-success-solid"
              />
            )}
          </g>
        )
      })}
    </svg>
  )
}

function GridLines() {
  return (
    <div aria-hidden="true" className="absolute inset-0 grid grid-rows-4">
      {[0, 1, 2, 3].map((line) => (
        <span key={line} className="border-chart-grid border-t" />
      ))}
    </div>
  )
}

function Highlight({ index, count }: { index: number; count: number }) {
  return (
    <span
      aria-hidden="true"
      className="absolute inset-y-0 border-line-strong border-x bg-pressed/60"
      style={{ left: `${(index / count) * 100}%`, width: `${100 / count}%` }}
    />
  )
}

function Mark({ text, at }: { text: string; at: number }) {
  if (at < 0) return null
  const side = at > 0.6 ? 'right-1.5' : 'left-1.5'
  return (
    <span
      className="-top-2 absolute bottom-0 border-failure-solid border-l border-dashed"
      style={{ left: `${at * 100}%` }}
    >
      <span className={cx('-top-0.5 absolute whitespace-nowrap bg-surface px-0.5 text-2xs text-failure', side)}>
        {text}
      </span>
    </span>
  )
}

function TimeAxis({ bars }: { bars: readonly ChartBar[] }) {
  return (
    <div aria-hidden="true" className="relative h-5.5 pt-1.5 text-2xs text-ink-3">
      {labelPositions(bars.length, 6).map((position) => (
        <span key={position} className="absolute" style={{ left: `${(position / bars.length) * 100}%` }}>
          {bars[position]?.tick}
        </span>
      ))}
    </div>
  )
}
