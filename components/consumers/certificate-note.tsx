import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import { certificateLife } from './certificate-days.ts'

/** Days until a client certificate ends, from when it is worth a warning; nothing before. */
export function CertificateNote({ expiresAt }: { expiresAt: string | null }) {
  if (expiresAt === null) return null
  const { days, state } = certificateLife(expiresAt)
  if (state === 'valid') return null
  const text = state === 'expired' ? 'certificate expired' : `certificate ${days} d`
  return (
    <span
      className={`inline-flex items-center gap-1 whitespace-nowrap text-xs ${state === 'expired' ? 'text-failure' : 'text-warning'}`}
    >
      <StatusGlyph kind={state === 'expired' ? 'failure' : 'warning'} size="xs" />
      {text}
    </span>
  )
}
