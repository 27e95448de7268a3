import { z } from 'zod'
import { companyTagSchema, descriptionSchema, rateSchema, urlSchema } from '#lib/domain/schemas.ts'

/** The form's fields: like the API's, but at least one event type unless all are wanted, and `key:value` tags. */
export const consumerFormSchema = z
  .object({
    url: urlSchema,
    description: descriptionSchema,
    isEveryType: z.boolean(),
    eventTypes: z.array(z.string()),
    channels: z.array(companyTagSchema).max(10),
    /** Null is an empty field: no limit. */
    throttleRate: rateSchema.nullable(),
  })
  .refine(({ isEveryType, eventTypes }) => isEveryType || eventTypes.length > 0, {
    path: ['eventTypes'],
    message: 'Choose at least one event type, or all of them',
  })

export type ConsumerForm = z.output<typeof consumerFormSchema>
