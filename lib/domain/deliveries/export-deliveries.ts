import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import type { DeliveryLogFilter } from './delivery-log-filter.ts'
import { listDeliveries } from './list-deliveries.ts'
import type { MessageLogEntry } from './schemas.ts'

/** Messages that one export holds at most. */
const MOST_ROWS = 50_000
const PAGE = 250

/** The log as a filter shows it, newest first, page by page, up to 50,000 messages. @throws DomainError `not_found` */
export async function* exportDeliveries(
  ctx: Context,
  instance: string,
  filter: Omit<DeliveryLogFilter, 'limit' | 'iterator' | 'order'>,
): AsyncGenerator<readonly MessageLogEntry[], void> {
  authorize(ctx, 'read')
  let iterator: string | undefined
  for (let left = MOST_ROWS, done = false; !done && left > 0; ) {
    const page = await listDeliveries(ctx, instance, { ...filter, limit: Math.min(PAGE, left), iterator })
    left -= page.data.length
    done = page.done || page.iterator === null
    iterator = page.iterator ?? undefined
    yield page.data
  }
}
