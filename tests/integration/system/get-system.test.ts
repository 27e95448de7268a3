import { expect, test } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import { newUuid } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { getSystem } from '#lib/domain/system/get-system.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()
const ctx = rootContext()

test('what a paused consumer holds waits and is not late; what another should have got is', async () => {
  const { id: instance } = await createInstance(ctx, { name: 'Acme' })
  for (const uid of ['held', 'late']) await createConsumer(ctx, instance, { uid, url: 'http://127.0.0.1:9/hooks' })
  await updateConsumer(ctx, instance, 'held', { paused: true })
  const due = async (uid: string, seconds: number) =>
    pool.query(
      `insert into queue (message_id, consumer, due_at, attempt, size)
       select $1, key, now() - make_interval(secs => $3), 1, 2 from consumer where uid = $2`,
      [newUuid(), uid, seconds],
    )
  await due('held', 3600)
  expect((await getSystem(ctx)).queue).toEqual({ waiting: 1, held: 1, due: 0, isMore: false, oldestDueSeconds: null })
  await due('late', 60)
  const { queue } = await getSystem(ctx)
  expect(queue).toMatchObject({ waiting: 2, held: 1, due: 1 })
  expect(queue.oldestDueSeconds).toBeGreaterThanOrEqual(60)
  expect(queue.oldestDueSeconds).toBeLessThan(120)
})
