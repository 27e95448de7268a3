import type { Phase } from '#components/ui/waterfall.tsx'
import type { AttemptItem } from '#lib/queries/schemas.ts'

type Timed = Pick<
  AttemptItem,
  'timings' | 'tlsVersion' | 'durationMs' | 'errorKind' | 'statusCode' | 'reusedConnection'
>

/** The phases of an attempt one after the other, with the one in which it failed; the whole where none was measured. */
export function phasesOf(attempt: Timed): Phase[] {
  const { timings, tlsVersion, durationMs, errorKind, statusCode } = attempt
  const measured: readonly (readonly [string, number | null | undefined])[] = [
    ['DNS', timings.dns],
    ['Connect', timings.connect],
    [tlsVersion?.replace('v', ' ') ?? 'TLS', timings.tls],
    ['First byte', timings.firstByte],
  ]
  const phases: Phase[] = []
  let start = 0
  for (const [label, duration] of measured) {
    if (duration == null || duration < 0) continue
    phases.push({ label, start, duration })
    start += duration
  }
  if (errorKind === null || statusCode !== null)
    return phases.length > 0 ? phases : [{ label: 'Whole', start: 0, duration: durationMs }]
  const failed = failedPhase(attempt, phases)
  if (phases.some(({ label }) => label === failed))
    return phases.map((phase) => ({ ...phase, hasFailed: phase.label === failed }))
  // It did not end, so nobody measured it: it took what the others leave.
  return [...phases, { label: failed, start, duration: Math.max(0, durationMs - start), hasFailed: true }]
}

/** Where an attempt ended that got no answer: by the kind of its error, else in the phase after the last that ended. */
function failedPhase({ errorKind, reusedConnection }: Timed, ended: readonly Phase[]): string {
  if (errorKind === 'dns' || errorKind === 'blocked_address') return 'DNS'
  if (errorKind === 'connect_refused') return 'Connect'
  if (errorKind?.startsWith('tls_')) return ended.find(({ label }) => label.startsWith('TLS'))?.label ?? 'TLS'
  if (errorKind === 'connect_timeout') return ended.some(({ label }) => label === 'Connect') ? 'TLS' : 'Connect'
  return ended.length === 0 && !reusedConnection ? 'Connect' : 'First byte'
}
