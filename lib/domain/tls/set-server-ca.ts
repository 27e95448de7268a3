import { readCertificateFacts } from '#lib/engine/index.ts'
import type { Context } from '../context.ts'
import { fieldError } from '../errors.ts'
import { authorize } from '../permissions.ts'
import { changeTls } from './change-tls.ts'
import { presentCertificate } from './present-certificate.ts'
import type { ServerCaInput } from './schemas.ts'

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g

/**
 * Trusts a private authority for a consumer's server, or with null the public ones again. @throws DomainError
 * `validation`
 */
export async function setServerCa(
  ctx: Context,
  instance: string,
  consumer: string,
  { cert }: ServerCaInput,
): Promise<void> {
  authorize(ctx, 'consumer:write')
  await changeTls(ctx, { instance, consumer }, () => {
    const serverCa = cert ? readAuthorities(cert) : null
    const facts = serverCa === null ? null : readCertificateFacts(serverCa)
    const after = facts === null ? null : presentCertificate(facts)
    return { fields: { serverCa }, action: 'consumer.set-server-ca', after }
  })
}

function readAuthorities(text: string): string {
  const blocks = [...text.matchAll(BLOCK)]
  if (blocks.length === 0) throw fieldError('cert', 'This is not PEM: no line starts with -----BEGIN CERTIFICATE-----.')
  for (const [index, [pem, label]] of blocks.entries()) {
    if (label !== 'CERTIFICATE') throw fieldError('cert', `Paste certificates only, not a ${label?.toLowerCase()}.`)
    if (readCertificateFacts(pem) === null)
      throw fieldError('cert', `Certificate ${index + 1} cannot be read: it is damaged or incomplete.`)
  }
  return `${blocks.map(([pem]) => pem).join('\n')}\n`
}
