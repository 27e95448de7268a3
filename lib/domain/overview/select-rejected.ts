import { prisma } from '#lib/db/client.ts'
import { formatId } from '../ids.ts'
import type { OverviewRejection } from './schemas.ts'

const SHOWN = 5

/** The newest requests that were not let in. */
export async function selectRejected(instanceKey: number): Promise<OverviewRejection[]> {
  const rows = await prisma().rejectedRequest.findMany({
    where: { instance: instanceKey },
    orderBy: { id: 'desc' },
    take: SHOWN,
    select: { id: true, at: true, sourceId: true, reason: true, detail: true },
  })
  const ids = [...new Set(rows.map(({ sourceId }) => sourceId))]
  const sources = await prisma().source.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const names = new Map(sources.map(({ id, name }) => [id, name]))
  return rows.map(({ id, at, sourceId, reason, detail }) => ({
    id: formatId('rejected', id),
    at: at.toISOString(),
    sourceId: names.has(sourceId) ? formatId('source', sourceId) : null,
    sourceName: names.get(sourceId) ?? 'deleted source',
    reason,
    detail,
  }))
}
