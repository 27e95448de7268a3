import { jsonRoute } from '#lib/api/json-route.ts'
import { acceptInvitation } from '#lib/domain/people/accept-invitation.ts'
import { acceptInvitationSchema } from '#lib/domain/people/schemas.ts'

export const POST = jsonRoute(acceptInvitationSchema, acceptInvitation)
