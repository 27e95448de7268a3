import { z } from 'zod'
import { activityRangeSchema } from '#lib/domain/activity/schemas.ts'

export const activityQuery = z
  .object({ range: activityRangeSchema.default('6h'), event_type: z.string().max(256).optional() })
  .transform(({ range, event_type }) => ({ range, eventType: event_type }))
