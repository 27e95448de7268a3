import type { MessageFilter } from '../messages/list-messages.ts'
import type { DeliveryStatus } from './schemas.ts'

/** What the log is filtered by; everything given has to hold. */
export interface DeliveryLogFilter extends MessageFilter {
  /** A message id or event id. */
  readonly id?: string | undefined
  /** Messages with a delivery in one of these. */
  readonly statuses?: readonly DeliveryStatus[] | undefined
  /** Messages with an attempt that ended so. */
  readonly errorKind?: string | undefined
  /** Messages with an attempt that was answered so: 4 is 400–499. */
  readonly statusClass?: number | undefined
  /** Messages with a delivery for this consumer. */
  readonly consumer?: string | undefined
  /** Messages that came in over this source. */
  readonly source?: string | undefined
  /** Messages that are to be sent later. */
  readonly isScheduled?: boolean | undefined
}
