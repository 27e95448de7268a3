import { CERTIFICATE_WARNING_MS } from '#lib/domain/tls/certificate-warning.ts'

const DAY_MS = 86_400_000

export type CertificateLife = { readonly days: number; readonly state: 'valid' | 'ending' | 'expired' }

/** Whole days left of a certificate, and whether that is worth a word. */
export function certificateLife(validTo: string, now: number = Date.now()): CertificateLife {
  const left = Date.parse(validTo) - now
  const days = Math.floor(left / DAY_MS)
  if (left <= 0) return { days, state: 'expired' }
  return { days, state: left < CERTIFICATE_WARNING_MS ? 'ending' : 'valid' }
}

/** When the warning starts, as epoch ms. */
export function warnsFrom(validTo: string): number {
  return Date.parse(validTo) - CERTIFICATE_WARNING_MS
}
