import type { PrismaClient } from '#lib/db/generated/client.ts'
import { parseId } from '../ids.ts'
import { openConfig } from '../sources/source-config.ts'
import type { IngestDirectory, SourceRef } from './message-sink.ts'

type SourceRow = Omit<SourceRef, 'config'> & { readonly config: Uint8Array }

/** The look-ups of the hot paths from the database: web keeps nothing in memory. */
export function createWebIngestDirectory(prisma: PrismaClient): IngestDirectory {
  return {
    async instance(idOrUid) {
      const id = parseId('instance', idOrUid)
      const row = await prisma.instance.findUnique({
        where: id === null ? { uid: idOrUid } : { id },
        select: { id: true, key: true, uid: true, eventTypes: { where: { archived: true }, select: { name: true } } },
      })
      if (row === null) return null
      const { eventTypes, ...ref } = row
      return { ...ref, archivedTypes: new Set(eventTypes.map(({ name }) => name)) }
    },
    async source(tokenHash) {
      const hash = new Uint8Array(tokenHash)
      // With its instance in one round trip: every webhook waits for it.
      const [row] = await prisma.$queryRaw<SourceRow[]>`
        SELECT s.id, s.instance_id AS "instanceId", i.key AS "instanceKey", s.scheme, s.config,
          s.event_type_path AS "eventTypePath", s.inbox, s.disabled
        FROM source s JOIN instance i ON i.id = s.instance_id
        WHERE s.token_hash = ${hash} OR (s.old_token_hash = ${hash} AND s.old_token_until > now())
        LIMIT 1`
      return row === undefined ? null : { ...row, config: openConfig(row.config) }
    },
  }
}
