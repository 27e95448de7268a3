import { StatusGlyph } from '#components/ui/status-glyph.tsx'

const WARN_DAYS = 30

/** Days until a client certificate ends, from 30 days before; nothing otherwise. */
export function CertificateNote({ expiresAt }: { expiresAt: string | null }) {
  if (expiresAt === null) return null
  const days = Math.floor((Date.parse(expiresAt) - Date.now()) / 86_400_000)
  if (days > WARN_DAYS) return null
  const text = days < 0 ? 'certificate expired' : `certificate ${days} d`
  return (
    <span className={`inline-flex items-center gap-1 text-xs ${days < 0 ? 'text-failure' : 'text-warning'}`}>
      <StatusGlyph kind={days < 0 ? 'failure' : 'warning'} size="xs" />
      {text}
    </span>
  )
}
