import { z } from 'zod'

export const auditViewSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actorKind: z.string(),
  actorName: z.string(),
  action: z.string(),
  targetKind: z.string(),
  targetId: z.string(),
  targetName: z.string(),
  /** Only what differs; no secrets. */
  before: z.json().nullable(),
  after: z.json().nullable(),
  requestId: z.string().nullable(),
})
export type AuditView = z.output<typeof auditViewSchema>
