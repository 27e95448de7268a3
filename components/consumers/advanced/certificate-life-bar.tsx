import { formatDay } from '#lib/format.ts'
import type { CertificateView } from '#lib/queries/transport-security.ts'
import { warnsFrom } from '../certificate-days.ts'

/** The life of a certificate as a bar: what has passed, the warning span before the end, and today. */
export function CertificateLifeBar({ certificate: { validFrom, validTo } }: { certificate: CertificateView }) {
  const start = Date.parse(validFrom)
  const span = Math.max(1, Date.parse(validTo) - start)
  const share = (at: number) => Math.min(100, Math.max(0, ((at - start) / span) * 100))
  const passed = share(Date.now())
  const warned = share(warnsFrom(validTo))
  return (
    <div className="grid gap-1.5 px-4 py-3">
      <div
        role="img"
        aria-label={`Valid from ${formatDay(validFrom)} to ${formatDay(validTo)}. ${Math.round(passed)} percent of the time has passed.`}
        className="relative h-2 rounded-full bg-sunken inset-ring inset-ring-line"
      >
        <span
          className="absolute inset-y-0 left-0 rounded-l-full bg-line-strong"
          style={{ width: `${Math.min(passed, warned)}%` }}
        />
        {passed > warned && (
          <span
            className="absolute inset-y-0 bg-warning-solid"
            style={{ left: `${warned}%`, width: `${passed - warned}%` }}
          />
        )}
        <span className="absolute -inset-y-0.5 w-px bg-line-strong" style={{ left: `${warned}%` }} />
        <span className="-ml-px absolute -inset-y-1 w-0.5 bg-ink" style={{ left: `${passed}%` }} />
      </div>
      <p className="flex flex-wrap justify-between gap-x-4 text-ink-3 text-xs">
        <span>{formatDay(validFrom)}</span>
        <span className="ml-auto">warns from {formatDay(warnsFrom(validTo))}</span>
        <span className="font-medium text-ink">{formatDay(validTo)}</span>
      </p>
    </div>
  )
}
