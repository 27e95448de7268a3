import { z } from 'zod'
import type { AttemptOutcome, AttemptView, DeliveryStatus } from '#lib/domain/deliveries/schemas.ts'
import { attemptViewSchema, deliveryStatusSchema } from '#lib/domain/deliveries/schemas.ts'
import {
  eventTypeNameSchema,
  instantSchema,
  labelSchema,
  pageQuerySchema,
  queryFlagSchema,
  queryList,
  tagSchema,
} from '#lib/domain/schemas.ts'
import { messageOut } from './message.ts'

const STATUS_TEXT = ['success', 'pending', 'fail', 'sending', 'canceled'] as const
export const statusQuery = z.enum(['0', '1', '2', '3', '4']).transform(Number)

/** Filters that all attempt lists share. */
export const attemptFilterQuery = z.object({
  status: statusQuery.optional(),
  status_code_class: z.enum(['0', '100', '200', '300', '400', '500']).transform(Number).optional(),
  channel: tagSchema.optional(),
  tag: labelSchema.optional(),
  before: instantSchema.optional(),
  after: instantSchema.optional(),
  event_types: queryList(eventTypeNameSchema).optional(),
})

export const attemptListQuery = pageQuerySchema.omit({ order: true }).extend({
  ...attemptFilterQuery.shape,
  endpoint_id: z.string().max(256).optional(),
  with_content: queryFlagSchema.default(true),
  with_msg: queryFlagSchema.default(false),
  expanded_statuses: queryFlagSchema.default(false),
})

// Without expanded statuses a cancelled try counts as a success, as the first clients expect.
function outcomesOf(status: number, expanded: boolean): AttemptOutcome[] {
  if (status === 0) return expanded ? ['success'] : ['success', 'cancelled']
  if (status === 2) return ['failed', 'exhausted', 'skipped']
  return status === 4 ? ['cancelled'] : []
}

/** The query in our words. */
export function attemptFilter(query: z.output<typeof attemptFilterQuery>, expanded = false) {
  return {
    outcomes: query.status === undefined ? undefined : outcomesOf(query.status, expanded),
    statusClass: query.status_code_class,
    tag: query.channel,
    label: query.tag,
    before: query.before,
    after: query.after,
    eventTypes: query.event_types,
  }
}

export const attemptOut = attemptViewSchema.extend({
  msgId: z.string(),
  endpointId: z.string(),
  status: z.int(),
  statusText: z.enum(STATUS_TEXT),
  response: z.string(),
  responseStatusCode: z.int(),
  responseDurationMs: z.int(),
  triggerType: z.int(),
  timestamp: z.iso.datetime(),
  msg: messageOut.optional(),
})

export interface AttemptPresentation {
  readonly withContent: boolean
  readonly expandedStatuses: boolean
  readonly msg?: z.output<typeof messageOut> | undefined
}

const PLAIN = { withContent: true, expandedStatuses: false }

/** An attempt as `MessageAttemptOut`. */
export function presentAttemptOut(
  view: AttemptView,
  options: AttemptPresentation = PLAIN,
): z.output<typeof attemptOut> {
  const status = attemptStatus(view.outcome, options.expandedStatuses)
  const content = options.withContent ? {} : { responseBody: null, requestBody: null }
  return {
    ...view,
    ...content,
    msgId: view.messageId,
    endpointId: view.consumerId,
    status,
    statusText: STATUS_TEXT[status] ?? 'fail',
    response: options.withContent ? (view.responseBody ?? '') : '',
    responseStatusCode: view.statusCode ?? 0,
    responseDurationMs: view.durationMs,
    triggerType: view.trigger === 'scheduled' ? 0 : 1,
    timestamp: view.at,
    ...(options.msg === undefined ? {} : { msg: options.msg }),
  }
}

function attemptStatus(outcome: AttemptOutcome, expanded: boolean): number {
  if (outcome === 'success') return 0
  if (outcome === 'cancelled') return expanded ? 4 : 0
  return 2
}

const DELIVERY_NUMBER: Readonly<Record<DeliveryStatus, number>> = {
  success: 0,
  scheduled: 1,
  attempting: 1,
  failure: 2,
  sending: 3,
  cancelled: 4,
}

/** A delivery's status as these clients number it. */
export function deliveryStatusOut(status: DeliveryStatus) {
  const number = DELIVERY_NUMBER[status]
  return { status: number, statusText: STATUS_TEXT[number] ?? 'fail' }
}

/** Our statuses behind one of their numbers. */
export function deliveryStatusesOf(number: number): DeliveryStatus[] {
  return deliveryStatusSchema.options.filter((status) => DELIVERY_NUMBER[status] === number)
}

export const statusFields = {
  status: z.int(),
  statusText: z.enum(STATUS_TEXT),
  nextAttempt: z.iso.datetime().nullable(),
}

/** What stands in the log in place of a secret; `lib/engine/mask-secrets.ts` writes it. */
const MASK = '[masked]'

/** What an attempt sent: the headers that every attempt has, then its own. Masked values are named as sensitive. */
export function presentAttemptHeaders(view: AttemptView) {
  const own = view.requestHeaders ?? {}
  return {
    sentHeaders: {
      'content-type': 'application/json',
      'webhook-id': view.messageId,
      'webhook-timestamp': String(Math.floor(Date.parse(view.at) / 1000)),
      'webhook-signature': view.signature,
      ...own,
    },
    responseHeaders: view.responseHeaders === null ? null : Object.entries(view.responseHeaders),
    sensitive: Object.entries(own).flatMap(([name, value]) => (value.includes(MASK) ? [name] : [])),
  }
}
