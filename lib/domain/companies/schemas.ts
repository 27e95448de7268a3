import { z } from 'zod'
import { descriptionSchema, timestampsSchema } from '../schemas.ts'

/** At most ten `key → value`; the key has no colon, because a tag is matched as `key:value`. */
export const companyTagsSchema = z
  .record(z.string().regex(/^[^:\p{Cc}]{1,27}$/u, 'has 1 to 27 characters and no ":"'), z.string().min(1).max(100))
  .refine((tags) => Object.keys(tags).length <= 10, 'may have at most 10 tags')

/** The provider's own id of a company. */
export const externalIdSchema = z.string().min(1).max(256)

const name = z.string().max(512)

export const companyInputSchema = z.object({
  /** A new UUID when left out. */
  externalId: externalIdSchema.nullish(),
  name: name.default(''),
  description: descriptionSchema.default(''),
  tags: companyTagsSchema.default({}),
})
export type CompanyInput = z.input<typeof companyInputSchema>

export const companyPatchSchema = z.object({
  name: name.optional(),
  description: descriptionSchema.optional(),
  tags: companyTagsSchema.optional(),
})
export type CompanyPatch = z.output<typeof companyPatchSchema>

export const companyViewSchema = z.object({
  id: z.string(),
  externalId: z.string(),
  name: z.string(),
  description: z.string(),
  tags: z.record(z.string(), z.string()),
  /** Known from events only; nobody has edited it. */
  discovered: z.boolean(),
  ...timestampsSchema,
})
export type CompanyView = z.output<typeof companyViewSchema>
