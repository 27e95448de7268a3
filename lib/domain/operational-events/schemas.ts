/** What Posthorn tells operational endpoints about itself. */
export const OPERATIONAL_EVENT_TYPES = [
  'endpoint.created',
  'endpoint.updated',
  'endpoint.deleted',
  'endpoint.enabled',
  'endpoint.disabled',
  'message.attempt.failing',
  'message.attempt.exhausted',
  'message.attempt.recovered',
] as const
export type OperationalEventType = (typeof OPERATIONAL_EVENT_TYPES)[number]
