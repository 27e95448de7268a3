import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { addPortalTokens, portalUrl } from './add-portal-tokens.ts'
import { presentPortalSession } from './present-portal-session.ts'
import type { PortalAccessInput, PortalLink } from './schemas.ts'

/** Makes an address that lets a customer into one instance, once, without an account. @throws DomainError `not_found` */
export async function createPortalLink(ctx: Context, instance: string, input: PortalAccessInput): Promise<PortalLink> {
  authorize(ctx, 'token:write')
  const [once] = await addPortalTokens(ctx, instance, input, ['one-time'])
  if (once === undefined) throw new Error('addPortalTokens makes one token of each kind')
  return { url: portalUrl(once.token), session: presentPortalSession(once.row) }
}
