import { z } from 'zod'
import { rateSchema, uidSchema } from '#lib/domain/schemas.ts'

export const instanceFormSchema = z.object({
  name: z.string().trim().min(1, 'Give it a name').max(256),
  uid: z.union([z.literal(''), uidSchema.refine((uid) => !uid.startsWith('app_'), 'must not start with app_')]),
  rate: rateSchema.nullable(),
})
