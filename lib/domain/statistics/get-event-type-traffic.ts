import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import type { EventTypeTraffic } from './schemas.ts'
import { selectAccepted } from './select-accepted.ts'

const DAY_MS = 86_400_000
/** More than a catalogue has; types that nobody catalogued count too. */
const SHOWN = 5000

/** Messages accepted of each event type in the last 24 hours, the hour begun then included, busiest first. */
export async function getEventTypeTraffic(ctx: Context, instance: string): Promise<EventTypeTraffic> {
  authorize(ctx, 'read')
  const { key } = await findInstance(ctx, instance)
  const since = new Date(Date.now() - DAY_MS)
  return { since: since.toISOString(), data: await selectAccepted(key, since, SHOWN) }
}
