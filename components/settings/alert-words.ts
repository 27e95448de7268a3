import { ALERT_TYPES } from '#lib/queries/alerts.ts'

const WORDS: Readonly<Record<(typeof ALERT_TYPES)[number], string>> = {
  'endpoint.created': 'a consumer was added',
  'endpoint.updated': 'a consumer was changed',
  'endpoint.deleted': 'a consumer was deleted',
  'endpoint.enabled': 'a consumer was enabled',
  'endpoint.disabled': 'a consumer was disabled, by Posthorn or by a person',
  'message.attempt.failing': 'a delivery has failed four times',
  'message.attempt.exhausted': 'a delivery has used up its attempts',
  'message.attempt.recovered': 'a failing delivery succeeded',
}

/** What can be told, each with when. */
export const ALERT_OPTIONS = ALERT_TYPES.map((value) => ({ value, label: value, detail: WORDS[value] }))

/** What an operator wants to be woken for. */
export const URGENT_ALERTS = ['endpoint.disabled', 'message.attempt.exhausted'] as const
