import { requestJson } from './request-json.ts'
import * as z from './shape.ts'

const refused = { kind: z.literal('refused'), message: z.string() }

/** What the signature check answers: verified, or what is wrong and what belongs to that. */
const verdictSchema = z.union([
  z.object({ kind: z.literal('verified'), id: z.string(), timestamp: z.number() }),
  z.object({
    ...refused,
    fault: z.literal('altered_body'),
    reserialised: z.boolean(),
    signedBody: z.string(),
  }),
  z.object({ ...refused, fault: z.literal('stale_time'), ageSeconds: z.number(), signatureMatches: z.boolean() }),
  z.object({ ...refused, fault: z.literal('wrong_secret'), label: z.string().nullable() }),
  z.object({
    ...refused,
    fault: z.enum([
      'missing_header',
      'malformed_timestamp',
      'wrong_version',
      'malformed_signature',
      'malformed_secret',
    ]),
  }),
])
export type SignatureVerdict = z.output<typeof verdictSchema>

export type SignatureQuestion = {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** Pasted; not needed with a consumer. */
  readonly secrets?: readonly string[]
  readonly endpointId?: string
}

export function checkSignature(instanceId: string, question: SignatureQuestion) {
  return requestJson(verdictSchema, `/api/v1/app/${instanceId}/signature-check`, { method: 'POST', body: question })
}
