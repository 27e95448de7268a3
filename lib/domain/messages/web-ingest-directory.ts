import type { PrismaClient } from '#lib/db/generated/client.ts'
import { parseId } from '../ids.ts'
import { openConfig } from '../sources/source-config.ts'
import type { IngestDirectory } from './message-sink.ts'

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
      const overlap = { oldTokenHash: hash, oldTokenUntil: { gt: new Date() } }
      const row = await prisma.source.findFirst({
        where: { OR: [{ tokenHash: hash }, overlap] },
        include: { instance: { select: { key: true } } },
      })
      if (row === null) return null
      const { id, instanceId, scheme, eventTypePath, inbox, disabled } = row
      const config = openConfig(row.config)
      return { id, instanceId, instanceKey: row.instance.key, scheme, config, eventTypePath, inbox, disabled }
    },
  }
}
