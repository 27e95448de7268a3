import { z } from 'zod'

/** A message in a short list, with how many of its deliveries are in which status. */
export const loggedMessageSchema = z.object({
  message: z.object({ id: z.string(), eventType: z.string(), createdAt: z.string() }),
  deliveries: z.record(z.string(), z.number()),
})
export type LoggedMessage = z.output<typeof loggedMessageSchema>
