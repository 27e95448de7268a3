/** Lines a second over the last minute, and the mean of the last ten seconds. */
export function LiveRate({ perSecond }: { perSecond: readonly number[] }) {
  const top = Math.max(1, ...perSecond)
  const recent = perSecond.slice(-11, -1)
  const mean = recent.length === 0 ? 0 : recent.reduce((sum, count) => sum + count, 0) / recent.length
  const text = mean > 0 && mean < 10 ? mean.toFixed(1) : String(Math.round(mean))
  return (
    <span className="flex items-center gap-3 text-ink-2">
      <svg aria-hidden="true" viewBox="0 0 180 20" className="h-5 w-36 max-sm:hidden" preserveAspectRatio="none">
        {perSecond.map((count, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            x={index * 3}
            width={2}
            y={20 - Math.max(count === 0 ? 1 : 2, (count / top) * 20)}
            height={20}
            className="fill-line-strong"
          />
        ))}
      </svg>
      <span>
        <b className="font-medium text-ink">{text}</b> events/s
      </span>
    </span>
  )
}
