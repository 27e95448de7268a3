import type { Transaction } from '#lib/db/client.ts'
import { endTask, type TaskStep } from './running-task.ts'
import { walkCursorSchema } from './schemas.ts'

const MESSAGES = 500
const ATTEMPTS = 2000

/** Removes the next bodies of an instance that were there when the task began, and what attempts kept of them. */
export const advanceExpunge: TaskStep = async (tx, { id, instance_key, cursor, created_at }) => {
  const walked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM message WHERE instance = ${instance_key} AND id < hot.uuid_floor(${created_at}::timestamptz)
      AND id > coalesce(${walkCursorSchema.parse(cursor).id}::uuid, hot.uuid_floor('epoch'))
    ORDER BY id LIMIT ${MESSAGES}`
  const ids = walked.map((row) => row.id)
  const last = ids.at(-1)
  if (last === undefined) return endTask(tx, id)
  const expunged =
    await tx.$executeRaw`UPDATE message SET body = NULL WHERE id = ANY (${ids}::uuid[]) AND body IS NOT NULL`
  // One message may have been tried for thousands of consumers: then the same messages are walked again.
  const isThrough = (await expungeAttempts(tx, ids)) < ATTEMPTS
  await tx.$executeRaw`UPDATE task SET done = done + ${expunged}, updated_at = now(),
    cursor = CASE WHEN ${isThrough} THEN ${JSON.stringify({ id: last })}::jsonb ELSE cursor END WHERE id = ${id}::uuid`
  return true
}

async function expungeAttempts(tx: Transaction, messages: readonly string[]): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM attempt WHERE message_id = ANY (${messages}::uuid[])
      AND (request_body IS NOT NULL OR response_body IS NOT NULL) LIMIT ${ATTEMPTS}`
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return 0
  return tx.$executeRaw`UPDATE attempt SET request_body = NULL, response_body = NULL
    WHERE message_id = ANY (${messages}::uuid[]) AND id = ANY (${ids}::uuid[])`
}
