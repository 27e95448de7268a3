import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { addPortalTokens, portalUrl } from './add-portal-tokens.ts'
import type { PortalAccessInput } from './schemas.ts'

/**
 * Lets somebody's customer into one instance with the capabilities given: a token, and an address that carries a
 * one-time token for the same. Both end when the access does. @throws DomainError `not_found`
 */
export async function createPortalAccess(
  ctx: Context,
  instance: string,
  input: PortalAccessInput,
): Promise<{ token: string; url: string }> {
  authorize(ctx, 'token:write')
  const [lasting, once] = await addPortalTokens(ctx, instance, input, ['portal', 'one-time'])
  return { token: lasting?.token ?? '', url: portalUrl(once?.token ?? '') }
}
