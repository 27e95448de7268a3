import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { findToken } from './find-token.ts'
import { presentToken } from './present-token.ts'
import type { TokenView } from './schemas.ts'
import { tokenScope } from './token-scope.ts'

/** One token, without its secret. @throws DomainError `not_found` */
export async function getToken(ctx: Context, instance: string | null, token: string): Promise<TokenView> {
  authorize(ctx, 'token:write')
  return presentToken(await findToken(await tokenScope(ctx, instance), token))
}
