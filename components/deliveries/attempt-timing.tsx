import { Waterfall } from '#components/ui/waterfall.tsx'
import type { AttemptItem } from '#lib/queries/schemas.ts'
import { phasesOf } from './phases-of.ts'

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
