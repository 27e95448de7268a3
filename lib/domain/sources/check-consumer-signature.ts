import { prisma } from '#lib/db/client.ts'
import type { Instance } from '#lib/db/generated/client.ts'
import { secretBox } from '#lib/encryption.ts'
import type { SignatureVerdict } from '#lib/engine/index.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { DomainError, fieldError } from '../errors.ts'
import { findInstance } from '../instances/find-instance.ts'
import { findMessage } from '../messages/find-message.ts'
import { authorize } from '../permissions.ts'
import { checkSignature, type KnownSecret } from './check-signature.ts'

const OTHERS = 500

export interface ConsumerSignatureQuestion {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** Pasted secrets; not needed with a consumer. */
  readonly secrets?: readonly string[] | undefined
  /** Judge by this consumer's secrets. */
  readonly consumer?: string | null | undefined
  readonly at?: string | undefined
}

/**
 * Says whether a received webhook verifies by pasted secrets or a consumer's own, and if not why, knowing the other
 * secrets of the instance and what was sent. No secret is part of the answer. @throws DomainError `not_found`, `validation`
 */
export async function checkConsumerSignature(
  ctx: Context,
  instance: string,
  { consumer, secrets = [], at, ...received }: ConsumerSignatureQuestion,
): Promise<SignatureVerdict> {
  authorize(ctx, 'read')
  const found = await findInstance(ctx, instance)
  const own = consumer ? await secretsOf(found, consumer) : { signing: [], retired: [] }
  const judged = [...own.signing, ...secrets]
  if (judged.length === 0) throw fieldError('secrets', 'Give a secret, or the endpointId of a consumer.')
  const others = [...own.retired, ...(await otherSecrets(found, judged))]
  const sentBody = await findSentBody(ctx, found, received.headers)
  const question = { ...received, headers: { ...received.headers }, secrets: judged.slice(0, 11), at }
  const verdict = checkSignature(ctx, question, { others, ...(sentBody === null ? {} : { sentBody }) })
  if (verdict.kind === 'verified' && consumer) await noteFirstCheck(found)
  return verdict
}

async function noteFirstCheck({ id, signatureCheckedAt }: Instance): Promise<void> {
  if (signatureCheckedAt !== null) return
  await prisma().instance.updateMany({
    where: { id, signatureCheckedAt: null },
    data: { signatureCheckedAt: new Date() },
  })
}

async function secretsOf(instance: Instance, consumer: string): Promise<{ signing: string[]; retired: KnownSecret[] }> {
  const { id } = await findConsumer(instance, consumer)
  const rows = await prisma().consumerSecret.findMany({ where: { consumerId: id }, orderBy: { createdAt: 'desc' } })
  const now = Date.now()
  const isSigning = (row: { expiresAt: Date | null }) => row.expiresAt === null || row.expiresAt.getTime() > now
  const open = (list: typeof rows) =>
    list.map(({ secret }) => secretBox().openIfKnown(secret)).filter((secret) => secret !== null)
  return {
    signing: open(rows.filter(isSigning)),
    retired: open(rows.filter((row) => !isSigning(row))).map((secret) => ({
      label: 'an earlier secret of this consumer',
      secret,
    })),
  }
}

async function otherSecrets(instance: Instance, judged: readonly string[]): Promise<KnownSecret[]> {
  const rows = await prisma().consumerSecret.findMany({
    where: { consumer: { instanceId: instance.id, deletedAt: null } },
    include: { consumer: { select: { description: true, url: true } } },
    orderBy: { createdAt: 'desc' },
    take: OTHERS,
  })
  return rows.flatMap(({ secret: sealed, consumer }) => {
    const secret = secretBox().openIfKnown(sealed)
    return secret === null || judged.includes(secret) ? [] : [{ label: consumer.description || consumer.url, secret }]
  })
}

async function findSentBody(
  ctx: Context,
  instance: Instance,
  headers: Readonly<Record<string, string>>,
): Promise<string | null> {
  const named = Object.entries(headers).find(([name]) => /^(webhook|svix)-id$/i.test(name))
  if (named === undefined || !named[1].startsWith('msg_')) return null
  try {
    return (await findMessage(ctx, instance, named[1], { withBody: true })).body
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null
    throw error
  }
}
