import type { CertificateFacts } from '#lib/engine/index.ts'
import type { CertificateView } from './schemas.ts'

/** A certificate as the API shows it. */
export function presentCertificate({ validFrom, validTo, names, ...facts }: CertificateFacts): CertificateView {
  return {
    ...facts,
    names: [...names],
    validFrom: new Date(validFrom).toISOString(),
    validTo: new Date(validTo).toISOString(),
  }
}
