import { z } from 'zod'
import { instanceUidSchema, rateSchema } from '#lib/domain/schemas.ts'

export const instanceFormSchema = z.object({
  name: z.string().trim().min(1, 'Give it a name').max(256),
  uid: z.union([z.literal(''), instanceUidSchema]),
  rate: rateSchema.nullable(),
})
