import { z } from 'zod'
import { pageQuerySchema } from '#lib/domain/schemas.ts'
import { TASK_KINDS } from '#lib/domain/tasks/schemas.ts'
import { TASK_NAME } from './task.ts'

/** Names of kinds that never run here match nothing. */
export const backgroundTaskQuery = pageQuerySchema
  .extend({ status: z.enum(['running', 'finished', 'failed']).optional(), task: z.string().max(64).optional() })
  .transform(({ task, ...rest }) => ({
    ...rest,
    isUnknown: task !== undefined && !Object.values(TASK_NAME).includes(task),
    kind: TASK_KINDS.find((kind) => TASK_NAME[kind] === task),
  }))
