import type { FieldValues, Resolver } from 'react-hook-form'
import type { z } from 'zod'

/** Checks a form with a schema; its code, and Zod's, come with the first check and not with the page. */
export function lazyResolver<I extends FieldValues, O extends FieldValues>(
  load: () => Promise<z.ZodType<O, I>>,
): Resolver<I, unknown, O> {
  return async (values, context, options) => {
    const [{ zodResolver }, schema] = await Promise.all([import('@hookform/resolvers/zod'), load()])
    return zodResolver(schema)(values, context, options)
  }
}
