import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { assertUuidCursor, type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { presentToken } from './present-token.ts'
import type { TokenView } from './schemas.ts'
import { tokenScope } from './token-scope.ts'

/** The tokens of an instance, or with null those of every instance, newest first unless asked otherwise. */
export async function listTokens(ctx: Context, instance: string | null, query: PageQuery): Promise<Page<TokenView>> {
  authorize(ctx, 'token:write')
  const instanceId = await tokenScope(ctx, instance)
  const window = assertUuidCursor(pageWindow(query, 'descending'))
  const { cursor, orderBy, take } = pageArguments(window, 'id')
  const rows = await prisma().apiToken.findMany({ where: { instanceId, kind: 'token', ...cursor }, orderBy, take })
  return takePage(window, rows, (row) => row.id, presentToken)
}
