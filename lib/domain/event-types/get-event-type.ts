import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { findEventType } from './find-event-type.ts'
import { presentEventType } from './present-event-type.ts'
import type { EventTypeView } from './schemas.ts'

/** One event type by name. @throws DomainError `not_found` */
export async function getEventType(ctx: Context, instance: string, name: string): Promise<EventTypeView> {
  authorize(ctx, 'read')
  return presentEventType(await findEventType(await findInstance(ctx, instance), name))
}
