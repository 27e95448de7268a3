import { z } from 'zod'

/** True for what JSON writes in braces. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Field schemas that several words share; limits follow the public API descriptions. */
const nameSchema = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[a-zA-Z0-9\-_.]+$/, 'may hold letters, digits, "-", "_" and "."')
  // Clients take them out of an address: what has such a name could not be asked for, and a DELETE would hit its parent.
  .refine((name) => name !== '.' && name !== '..', 'may not be "." or ".."')

export const uidSchema = nameSchema.meta({ examples: ['customer-42'] })

// One that looks like an id would hide the thing that has this id.
const uidUnlike = (prefix: string) =>
  uidSchema.refine((uid) => !uid.startsWith(prefix), `must not start with ${prefix}, as ids do`)

export const instanceUidSchema = uidUnlike('app_')
export const consumerUidSchema = uidUnlike('ep_')
export const eventIdSchema = uidUnlike('msg_')

export const eventTypeNameSchema = nameSchema.meta({ examples: ['invoice.paid'] })

export const tagSchema = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[a-zA-Z0-9\-_.:+]+$/, 'may hold letters, digits and "-", "_", ".", ":", "+"')
  .meta({ examples: ['region:us'] })

/** A company tag as operators type it: key 1–27 and value 1–100 characters. */
export const companyTagSchema = z
  .string()
  .regex(/^[^:\s]{1,27}:[^\s]{1,100}$/, 'must be key:value, the key up to 27 and the value up to 100 characters')
  .meta({ examples: ['region:us'] })

export const labelSchema = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[a-zA-Z0-9\-_./\\#]+$/, 'may hold letters, digits and "-", "_", ".", "/", "\\", "#"')
  .meta({ examples: ['batch-7'] })

export const metadataSchema = z
  .record(z.string().max(256), z.string().max(4096))
  .refine((value) => Object.keys(value).length <= 100, 'may have at most 100 keys')

/** Metadata as stored; none where it is not what we would store today. */
export const storedMetadataSchema = metadataSchema.catch({})

export const rateSchema = z.int().min(1).max(65_535)

export const descriptionSchema = z.string().max(10_000)

export const urlSchema = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .max(65_536)
  .refine((text) => !URL.parse(text)?.username && !URL.parse(text)?.password, 'must not carry a user name or password')
  .meta({ examples: ['https://example.com/hook'] })

/** An ISO 8601 time with offset; becomes a Date within the years Postgres and UUIDv7 know. */
export const instantSchema = z.iso
  .datetime({ offset: true, local: true })
  .meta({ examples: ['2026-11-24T09:00:00Z'] })
  .transform((text) => new Date(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`))
  .refine((at) => at.getTime() >= 0 && at.getTime() < 8_000_000_000_000, 'is out of range')

/** `true`/`false` of a query string. */
export const queryFlagSchema = z
  .enum(['true', 'false', '1', '0', ''])
  .transform((text) => text === 'true' || text === '1')

/** `a,b,c` of a query string. */
export function queryList<T extends z.ZodType<unknown, string>>(item: T) {
  return z
    .string()
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(item).max(500))
}

export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(250).optional(),
  iterator: z.string().max(1024).optional(),
  order: z.enum(['ascending', 'descending']).optional(),
})
export type PageQuery = z.output<typeof pageQuerySchema>

export const timestampsSchema = { createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() }
