import { z } from 'zod'

/** What a worker process asks the one that started it: the figures of all it has started. */
export const figuresAsked = z.object({ kind: z.literal('figures asked'), id: z.number() })

/** The answer in the format of Prometheus; null when one of them did not tell its own. */
export const figuresTold = z.object({ kind: z.literal('figures told'), id: z.number(), text: z.string().nullable() })
