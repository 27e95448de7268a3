import { z } from 'zod'

/** A request as it was received, with the secrets to judge it by or the consumer whose they are. */
export const signatureCheckIn = z
  .object({
    body: z.string().max(1_048_576),
    headers: z.record(z.string().max(256), z.string().max(8192)),
    secrets: z.array(z.string().min(1).max(512)).max(11).optional(),
    endpointId: z.string().max(256).nullish(),
    at: z.iso.datetime({ offset: true }).optional(),
  })
  .transform(({ endpointId, ...rest }) => ({ ...rest, consumer: endpointId }))

/** `verified`, or `refused` with the fault, what belongs to it, and a sentence. */
export const signatureCheckOut = z.looseObject({
  kind: z.enum(['verified', 'refused']),
  fault: z.string().optional(),
  message: z.string().optional(),
})
