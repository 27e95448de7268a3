'use client'
import { type KeyboardEvent, useId, useState } from 'react'
import { formatLatency } from '#lib/format.ts'
import { labelPositions, niceCeiling } from './chart-scale.ts'

/** One moment; null where there were no attempts. */
export type LatencyPoint = { id: string; label: string; tick: string; p50: number | null; p95: number | null }

type LatencyChartProps = { label: string; points: readonly LatencyPoint[]; height?: number }

const WIDTH = 10

/** Two steps over time: the half and the slow end of the latencies. Arrow keys move; the figures are a table too. */
export function LatencyChart({ label, points, height = 144 }: LatencyChartProps) {
  const [at, setActive] = useState<number | null>(null)
  const id = useId()
  const top = niceCeiling(Math.max(0, ...points.map(({ p95 }) => p95 ?? 0)))
  const last = Math.max(0, points.length - 1)
  // Another range may have fewer points than the one in which it was set.
  const active = at === null ? null : Math.min(at, last)
  const current = active === null ? undefined : points[active]
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(event.key, active ?? last, last)
    if (next === null) return
    event.preventDefault()
    setActive(next)
  }
  return (
    <figure className="relative m-0 grid grid-cols-[minmax(0,1fr)_48px] pt-4 pr-2 pb-1 pl-4">
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={active ?? last}
        aria-valuetext={current ? describe(current) : `${points.length} moments`}
        aria-details={`${id}-table`}
        onKeyDown={onKeyDown}
        onFocus={() => setActive((was) => was ?? last)}
        onBlur={() => setActive(null)}
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          setActive(Math.min(last, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * points.length))))
        }}
        onPointerLeave={() => setActive(null)}
        className="relative border-line-strong border-b"
        style={{ height }}
      >
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${Math.max(1, points.length) * WIDTH} ${height}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full"
        >
          {[0, 0.5].map((share) => (
            <path key={share} d={`M0 ${share * height}H${points.length * WIDTH}`} className="stroke-chart-grid" />
          ))}
          <path d={steps(points, 'p50', top, height)} fill="none" className="stroke-ink-3" {...LINE} />
          <path d={steps(points, 'p95', top, height)} fill="none" className="stroke-accent-edge" {...LINE} />
        </svg>
        {current && active !== null && <Tip point={current} at={active / points.length} />}
      </div>
      <div aria-hidden="true" className="-my-2 flex flex-col justify-between pl-2 text-2xs text-ink-3">
        {[top, top / 2, 0].map((tick) => (
          <span key={tick}>{formatLatency(tick)}</span>
        ))}
      </div>
      <div aria-hidden="true" className="relative h-5.5 pt-1.5 text-2xs text-ink-3">
        {labelPositions(points.length, 6).map((position) => (
          <span key={position} className="absolute" style={{ left: `${(position / points.length) * 100}%` }}>
            {points[position]?.tick}
          </span>
        ))}
      </div>
      <LatencyTable id={`${id}-table`} label={label} points={points} />
    </figure>
  )
}

const LINE = { strokeWidth: 2, vectorEffect: 'non-scaling-stroke' } as const

function moved(key: string, at: number, last: number): number | null {
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(last, at + 1)
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, at - 1)
  if (key === 'Home') return 0
  return key === 'End' ? last : null
}

/** A path of level steps, broken where there were no attempts. */
function steps(points: readonly LatencyPoint[], which: 'p50' | 'p95', top: number, height: number): string {
  let isOpen = false
  return points
    .map((point, index) => {
      const value = point[which]
      const wasOpen = isOpen
      isOpen = value !== null
      if (value === null) return ''
      const y = (height - (value / top) * height).toFixed(1)
      return `${wasOpen ? 'L' : 'M'}${index * WIDTH} ${y}H${(index + 1) * WIDTH}`
    })
    .join('')
}

function describe({ label, p50, p95 }: LatencyPoint): string {
  if (p50 === null || p95 === null) return `${label}: no attempts`
  return `${label}: half within ${formatLatency(p50)}, 95 % within ${formatLatency(p95)}`
}

function Tip({ point, at }: { point: LatencyPoint; at: number }) {
  const place = at > 0.5 ? { right: `${(1 - at) * 100 + 1}%` } : { left: `${at * 100 + 4}%` }
  return (
    <div
      className="pointer-events-none absolute top-4 z-(--z-menu) grid min-w-36 gap-0.5 rounded-sm bg-raised px-2.5 py-2 text-xs shadow-float"
      style={place}
    >
      <b className="font-medium">{point.label}</b>
      <span>p50 {point.p50 === null ? '–' : formatLatency(point.p50)}</span>
      <span>p95 {point.p95 === null ? '–' : formatLatency(point.p95)}</span>
    </div>
  )
}

function LatencyTable({ id, label, points }: { id: string; label: string; points: readonly LatencyPoint[] }) {
  return (
    <div id={id} className="sr-only">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">p50</th>
            <th scope="col">p95</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.id}>
              <th scope="row">{point.label}</th>
              <td>{point.p50 === null ? 'no attempts' : formatLatency(point.p50)}</td>
              <td>{point.p95 === null ? 'no attempts' : formatLatency(point.p95)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
