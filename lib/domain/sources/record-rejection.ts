import type { PrismaClient } from '#lib/db/generated/client.ts'
import { logger } from '#lib/logger.ts'
import type { Rejection, RejectionSink } from './rejection.ts'

/** Rejected requests kept per source: the newest. */
export const REJECTIONS_KEPT = 1000
/** More in one second are answered but not kept, so that a stranger cannot make the database write without end. */
const KEPT_PER_SECOND = 20

/** Keeps rejected requests in the database, where the source's page and the live log read them. */
export function createRejectionSink(prisma: PrismaClient): RejectionSink {
  return {
    async record(rejection: Rejection) {
      const { source, reason, detail, headers, excerpt, size } = rejection
      const write = prisma.$executeRaw`
        WITH kept AS (
          INSERT INTO rejected_request (id, source_id, instance, reason, detail, headers, excerpt, size)
          SELECT hot.uuid7(), ${source.id}::uuid, ${source.instanceKey}::int, ${reason}::text, ${detail}::text,
            ${JSON.stringify(headers)}::jsonb, ${excerpt}::text, ${size}::int
          WHERE (SELECT count(*) FROM (
            SELECT FROM rejected_request WHERE source_id = ${source.id}::uuid AND id > hot.uuid_floor(now() - interval '1 s')
            LIMIT ${KEPT_PER_SECOND}::int) AS recent) < ${KEPT_PER_SECOND}::int
          RETURNING id
        )
        DELETE FROM rejected_request WHERE id IN (
          SELECT id FROM rejected_request WHERE source_id = ${source.id}::uuid AND EXISTS (SELECT FROM kept)
          ORDER BY id DESC OFFSET ${REJECTIONS_KEPT - 1}::int FOR UPDATE SKIP LOCKED)`
      // The verdict stands whether or not it could be noted down.
      await write.catch((error: unknown) => logger().warn({ err: error }, 'a rejected request was not kept'))
    },
  }
}
