import { notifyProgress } from '#components/feedback/notify.ts'
import { deleteConsumer, updateConsumer } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'

export type BulkAction = 'enable' | 'disable' | 'delete'

/** Requests at a time: the server answers others in between. */
const AT_ONCE = 4
/** From here on it takes long enough to tell how far it is. */
const TOLD_FROM = 20

const DOING = { enable: 'Enabling', disable: 'Disabling', delete: 'Deleting' } as const

/** Of the toast that tells how far it is. */
export const PROGRESS_ID = 'bulk-consumers'

/** True for as many as take long enough to tell how far they are. */
export function isLong(consumers: readonly ConsumerItem[]): boolean {
  return consumers.length >= TOLD_FROM
}

type Outcome = { done: ConsumerItem[]; failed: string | null }

/** Does one thing to many consumers, telling how far it is; who presses "Cancel" keeps what is done by then. */
export async function applyToAll(
  instanceId: string,
  consumers: readonly ConsumerItem[],
  action: BulkAction,
): Promise<Outcome> {
  const waiting = [...consumers]
  const done: ConsumerItem[] = []
  const startedAt = performance.now()
  const isTold = isLong(consumers)
  let failed: string | null = null
  const tell = () =>
    notifyProgress({
      id: PROGRESS_ID,
      title: `${DOING[action]} consumers`,
      done: done.length,
      total: consumers.length,
      secondsLeft: done.length && ((performance.now() - startedAt) / 1000 / done.length) * waiting.length,
      onCancel: () => waiting.splice(0),
    })
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        await applyTo(instanceId, next, action)
        done.push(next)
      } catch (error) {
        failed = error instanceof Error ? error.message : 'unknown reason'
      }
      if (isTold && done.length % AT_ONCE === 0) tell()
    }
  }
  if (isTold) tell()
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return { done, failed }
}

function applyTo(instanceId: string, { id }: ConsumerItem, action: BulkAction): Promise<unknown> {
  if (action === 'delete') return deleteConsumer(instanceId, id)
  return updateConsumer(instanceId, id, { disabled: action === 'disable' })
}
