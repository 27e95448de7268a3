import { formatId } from '../ids.ts'
import { type DeliveryView, deliveryStatusSchema } from './schemas.ts'

/** A row of the view `delivery` with the consumer's id. */
export interface DeliveryRow {
  readonly message_id: string
  readonly consumer_id: string
  readonly status: string
  readonly attempts: number
  readonly last_at: Date | null
  readonly due_at: Date | null
}

/** A delivery as the API shows it. */
export function presentDelivery(row: DeliveryRow): DeliveryView {
  return {
    messageId: formatId('message', row.message_id),
    consumerId: formatId('consumer', row.consumer_id),
    status: deliveryStatusSchema.parse(row.status),
    attempts: row.attempts,
    lastAttemptAt: row.last_at?.toISOString() ?? null,
    nextAttemptAt: row.due_at?.toISOString() ?? null,
  }
}
