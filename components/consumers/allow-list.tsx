import { CopyButton } from '#components/ui/copy-button.tsx'
import type { DeliveryTerms } from '#lib/queries/consumers.ts'

/** The addresses that the receiver has to let in. */
export function AllowList({ terms }: { terms: DeliveryTerms | undefined }) {
  if (terms === undefined) return <span className="text-ink-3">…</span>
  if (terms.egressIps.length === 0)
    return (
      <span className="text-ink-3">
        not known; set <span className="mono">POSTHORN_EGRESS_IPS</span> to show the addresses here
      </span>
    )
  return (
    <>
      {terms.egressIps.map((ip) => (
        <span key={ip} className="mono rounded-xs bg-sunken px-1.5 py-0.5">
          {ip}
        </span>
      ))}
      <CopyButton value={terms.egressIps.join('\n')} label="all addresses" />
    </>
  )
}
