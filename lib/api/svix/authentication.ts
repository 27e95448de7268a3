import { z } from 'zod'
import { portalAccessInputSchema, type WhoamiView, whoamiViewSchema } from '#lib/domain/tokens/schemas.ts'
import { applicationIn } from './application.ts'

/** `featureFlags` narrow the catalogue of a hosted portal; they mean nothing here. */
export const portalAccessIn = portalAccessInputSchema
  .extend({ expiry: z.int().min(3600).max(604_800).nullish(), application: applicationIn.nullish() })
  .transform(({ expiry, ...rest }) => ({ ...rest, expiry: expiry ?? 604_800 }))
  .prefault({})
export const portalAccessOut = z.object({ url: z.string(), token: z.string() })

export const expireIn = z
  .object({
    expiry: z.int().min(0).max(259_200).nullish(),
    sessionIds: z.array(z.string().max(64)).max(1000).default([]),
  })
  .prefault({})

export const oneTimeTokenIn = z.object({ oneTimeToken: z.string().min(1).max(512) })
export const oneTimeTokenOut = z.object({ token: z.string(), capabilities: z.array(z.string()) })

/** The public fields beside ours. */
export const whoamiOut = whoamiViewSchema.extend({
  appId: z.string().nullable(),
  permissionSource: z.enum(['GlobalAuthToken', 'RegionalAuthToken', 'Unknown']),
})

/** Who calls, as an SDK asks for it. */
export function presentWhoami(view: WhoamiView): z.output<typeof whoamiOut> {
  const ofTokens = view.instanceId === null ? 'GlobalAuthToken' : 'RegionalAuthToken'
  return { ...view, appId: view.instanceId, permissionSource: view.kind === 'person' ? 'Unknown' : ofTokens }
}
