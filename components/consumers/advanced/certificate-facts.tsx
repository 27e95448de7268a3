import { CopyButton } from '#components/ui/copy-button.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { formatExact } from '#lib/format.ts'
import type { CertificateView } from '#lib/queries/transport-security.ts'

/** What people compare in a certificate, each with a copy button. */
export function CertificateFacts({ certificate }: { certificate: CertificateView }) {
  const { subject, issuer, names, serial, fingerprint, validFrom, validTo } = certificate
  const copyable = (label: string, text: string) => (
    <>
      <span className="mono min-w-0 break-all">{text}</span>
      <CopyButton value={text} label={label} />
    </>
  )
  return (
    <PropertyList
      isSlim
      items={[
        { label: 'Subject', value: copyable('subject', subject || '(none)') },
        { label: 'Issuer', value: copyable('issuer', issuer || '(none)') },
        {
          label: 'Names',
          value: names.length === 0 ? <span className="text-ink-3">none</span> : copyable('names', names.join(', ')),
        },
        { label: 'Serial', value: copyable('serial', serial) },
        { label: 'SHA-256', value: copyable('fingerprint', fingerprint) },
        { label: 'Valid from', value: `${formatExact(validFrom)} UTC` },
        {
          label: 'Valid to',
          value: (
            <>
              {formatExact(validTo)} UTC <RelativeTime at={validTo} className="text-ink-3" />
            </>
          ),
        },
      ]}
    />
  )
}
