import { secretBox } from '#lib/encryption.ts'
import { parseTlsIdentity } from '#lib/engine/index.ts'
import type { Context } from '../context.ts'
import { fieldError } from '../errors.ts'
import { authorize } from '../permissions.ts'
import { changeTls } from './change-tls.ts'
import { presentCertificate } from './present-certificate.ts'
import type { TlsIdentityInput } from './schemas.ts'

/**
 * Gives a consumer a client certificate. The key is kept encrypted and never shown again.
 * @throws DomainError `not_found`, `validation` with the exact fault (`type` is the fault's name)
 */
export async function setTlsIdentity(
  ctx: Context,
  instance: string,
  consumer: string,
  input: TlsIdentityInput,
): Promise<void> {
  authorize(ctx, 'consumer:write')
  await changeTls(ctx, { instance, consumer }, () => readIdentity(input))
}

function readIdentity(input: TlsIdentityInput) {
  const parsed = parseTlsIdentity(input.identity, Date.now(), input.passphrase ?? undefined)
  if (parsed.kind === 'fault') {
    const field = parsed.fault.startsWith('passphrase') ? 'passphrase' : 'identity'
    throw fieldError(field, parsed.message, parsed.fault)
  }
  const fields = {
    tlsCertificate: parsed.cert,
    tlsKey: secretBox().seal(parsed.key),
    tlsExpiresAt: new Date(parsed.certificate.validTo),
  }
  return { fields, action: 'consumer.set-certificate', after: presentCertificate(parsed.certificate) }
}
