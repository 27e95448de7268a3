import { z } from 'zod'
import { instantSchema, pageQuerySchema } from '#lib/domain/schemas.ts'

export const auditQuery = pageQuerySchema
  .extend({
    action: z.string().max(100).optional(),
    actor: z.string().max(100).optional(),
    target_id: z.string().max(256).optional(),
    before: instantSchema.optional(),
    after: instantSchema.optional(),
  })
  .transform(({ target_id, ...rest }) => ({ ...rest, targetId: target_id }))
