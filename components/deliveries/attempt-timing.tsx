import { type Phase, Waterfall } from '#components/ui/waterfall.tsx'
import type { AttemptItem } from '#lib/queries/schemas.ts'

/** The phases of an attempt one after the other; only the total where they were not measured. */
export function AttemptTiming({ attempt }: { attempt: AttemptItem }) {
  const phases = phasesOf(attempt)
  const total = Math.max(
    attempt.durationMs,
    phases.reduce((sum, phase) => sum + phase.duration, 0),
  )
  return (
    <section aria-label="Timing">
      <h3 className="mb-1 text-ink-2">Timing</h3>
      <Waterfall phases={phases} total={total} address={attempt.remoteAddress ?? undefined} note="limit 15 s" />
    </section>
  )
}

function phasesOf({ timings, tlsVersion, durationMs }: AttemptItem): Phase[] {
  const measured: readonly (readonly [string, number | null | undefined])[] = [
    ['DNS', timings.dns],
    ['Connect', timings.connect],
    [tlsVersion ?? 'TLS', timings.tls],
    ['First byte', timings.firstByte],
  ]
  const phases: Phase[] = []
  let start = 0
  for (const [label, duration] of measured) {
    if (duration == null || duration < 0) continue
    phases.push({ label, start, duration })
    start += duration
  }
  return phases.length > 0 ? phases : [{ label: 'Whole', start: 0, duration: durationMs }]
}
