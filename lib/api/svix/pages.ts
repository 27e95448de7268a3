import { z } from 'zod'

/** A list as clients of this face read it. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    data: z.array(item),
    iterator: z.string().nullable(),
    prevIterator: z.string().nullable(),
    done: z.boolean(),
  })
}

/** A page with every row presented for this face. */
export function presentPage<P extends { readonly data: readonly unknown[] }, R>(
  page: P,
  present: (view: P['data'][number]) => R,
) {
  return { ...page, data: page.data.map(present) }
}
