import { z } from 'zod'
import { type SignatureVerdict, verifySignature } from '#lib/engine/index.ts'
import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'

/** What the signature debugger is given: a request as pasted, and the secrets to judge it by. */
export const signatureQuestionSchema = z.object({
  body: z.string().max(1_048_576),
  headers: z.record(z.string().max(256), z.string().max(8192)),
  secrets: z.array(z.string().min(1).max(512)).min(1).max(11),
  /** Judge the time as of this moment; now when left out. */
  at: z.iso.datetime({ offset: true }).optional(),
})
export type SignatureCheckInput = z.input<typeof signatureQuestionSchema>

export interface KnownSecret {
  /** Names whose it is, for the answer. */
  readonly label: string
  readonly secret: string
}

/** What the installation knows besides: filled in by the caller where a consumer was picked. */
export interface SignatureKnowledge {
  readonly others?: readonly KnownSecret[]
  /** The body that was sent under the id in the headers, if it is known. */
  readonly sentBody?: string
}

/** Says whether a received webhook verifies, and if not why. Nothing is stored. */
export function checkSignature(
  ctx: Context,
  input: SignatureCheckInput,
  known: SignatureKnowledge = {},
): SignatureVerdict {
  authorize(ctx, 'read')
  const { at, ...question } = signatureQuestionSchema.parse(input)
  return verifySignature({ ...question, ...known, now: at === undefined ? Date.now() : Date.parse(at) })
}
