'use client'
import { formatNumber } from '#lib/format.ts'
import type { WhyNotReason } from '#lib/queries/messages.ts'
import { WHY_NOT_WORDS } from './why-not-words.ts'

type WhyNotTotalsProps = { reasons: readonly { reason: WhyNotReason; consumers: number }[] }

/** How many consumers did not get a message for each reason: a ruled band at the foot of a panel. */
export function WhyNotTotals({ reasons }: WhyNotTotalsProps) {
  if (reasons.length === 0) return null
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-b-md border-line border-t bg-line sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none">
      {reasons.map(({ reason, consumers }) => (
        <div key={reason} className="bg-surface px-4 py-2.5 max-sm:last:odd:col-span-2">
          <dt className="truncate text-ink-3 text-xs">{WHY_NOT_WORDS[reason]}</dt>
          <dd className="font-medium text-md leading-5">{formatNumber(consumers)}</dd>
        </div>
      ))}
    </dl>
  )
}
