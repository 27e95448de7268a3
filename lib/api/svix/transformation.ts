import { z } from 'zod'
import { fieldError } from '#lib/domain/errors.ts'
import { eventTypeNameSchema, tagSchema } from '#lib/domain/schemas.ts'
import { type TrialView, transformationCodeSchema } from '#lib/domain/transformations/schemas.ts'

export const simulateIn = z
  .object({
    code: transformationCodeSchema,
    eventType: eventTypeNameSchema,
    channels: z.array(tagSchema).max(50).nullish(),
    payload: z.record(z.string(), z.json()),
  })
  .transform(({ channels, ...rest }) => ({ ...rest, tags: channels }))

export const simulateOut = z.object({
  url: z.string(),
  payload: z.string(),
  method: z.enum(['POST', 'PUT']),
  cancel: z.boolean(),
})

/** What the code made of the event. @throws DomainError `validation` on the code when it failed */
export function presentSimulation({ after, error }: TrialView): z.output<typeof simulateOut> {
  if (after === null) {
    const at = error === null || error.line === null ? '' : ` (line ${error.line}, column ${error.column ?? 1})`
    throw fieldError('code', `${error?.message ?? 'The code failed.'}${at}`, 'transformation_error')
  }
  const { url, payload, method, cancel } = after
  return { url, payload: JSON.stringify(payload), method, cancel }
}
