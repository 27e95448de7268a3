import { z } from 'zod'
import { descriptionSchema, urlSchema } from '#lib/domain/schemas.ts'

export const alertFormSchema = z.object({
  url: urlSchema,
  description: descriptionSchema,
  eventTypes: z.array(z.string()).min(1, 'Choose at least one'),
})
