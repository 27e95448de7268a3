import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { createEventType } from './create-event-type.ts'
import type { EventTypeInput, EventTypePatch, EventTypeView } from './schemas.ts'
import { updateEventType } from './update-event-type.ts'

/** Replaces the event type of this name, or makes it. */
export async function upsertEventType(
  ctx: Context,
  instance: string,
  name: string,
  input: Omit<EventTypeInput, 'name'> & EventTypePatch,
): Promise<{ created: boolean; view: EventTypeView }> {
  try {
    return { created: false, view: await updateEventType(ctx, instance, name, input) }
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'not_found')) throw error
    return { created: true, view: await createEventType(ctx, instance, { ...input, name }) }
  }
}
