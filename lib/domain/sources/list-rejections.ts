import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { assertUuidCursor, type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { findSource } from './find-source.ts'
import { type RejectionView, rejectionReasonSchema } from './schemas.ts'

const headersSchema = z.record(z.string(), z.string()).catch({})
const reasonSchema = rejectionReasonSchema.catch('misconfigured')

/** The requests that a source did not let in, newest first. Only the newest thousand are kept. */
export async function listRejections(
  ctx: Context,
  instance: string,
  source: string,
  query: PageQuery,
): Promise<Page<RejectionView>> {
  authorize(ctx, 'source:read')
  const { id: sourceId } = await findSource(await findInstance(ctx, instance), source)
  const window = assertUuidCursor(pageWindow(query, 'descending'))
  const { cursor, orderBy, take } = pageArguments(window, 'id')
  const rows = await prisma().rejectedRequest.findMany({ where: { AND: [{ sourceId }, cursor] }, orderBy, take })
  return takePage(
    window,
    rows,
    (row) => row.id,
    ({ id, at, reason, detail, headers, excerpt, size }) => ({
      id: formatId('rejected', id),
      at: at.toISOString(),
      reason: reasonSchema.parse(reason),
      detail,
      headers: headersSchema.parse(headers),
      excerpt,
      size,
    }),
  )
}
