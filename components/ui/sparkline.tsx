export type SparkBucket = { success: number; failure: number }

type SparklineProps = {
  buckets: readonly SparkBucket[]
  /** "Last 24 h: 71.4 % delivered". */
  label: string
}

const HEIGHT = 20

/** Tiny bars, failures at the base; an even line when there was no traffic. */
export function Sparkline({ buckets, label }: SparklineProps) {
  const top = Math.max(1, ...buckets.map((bucket) => bucket.success + bucket.failure))
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${buckets.length * 3} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="h-5 w-19"
    >
      {buckets.map((bucket, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its position in time
        <SparkBar key={index} x={index * 3} bucket={bucket} top={top} />
      ))}
    </svg>
  )
}

function SparkBar({ x, bucket, top }: { x: number; bucket: SparkBucket; top: number }) {
  const total = bucket.success + bucket.failure
  if (total === 0) return <rect x={x} y={HEIGHT - 1} width={2} height={1} className="fill-line-strong" />
  const whole = Math.max(2, (total / top) * HEIGHT)
  const failed = bucket.failure === 0 ? 0 : Math.max(2, whole * (bucket.failure / total))
  return (
    <>
      <rect x={x} y={HEIGHT - whole} width={2} height={whole - failed} className="fill-success-solid opacity-50" />
      <rect x={x} y={HEIGHT - failed} width={2} height={failed} className="fill-failure-solid" />
    </>
  )
}
