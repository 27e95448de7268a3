import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { formatId, newUuid } from '#lib/domain/ids.ts'
import { expungeAllMessages } from '#lib/domain/messages/expunge-messages.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/msg/expunge-all-contents',
    id: 'v1.message.expunge-all-contents',
    summary: 'Remove the bodies of all messages of an instance',
    status: 202,
    response: z.object({ id: z.string(), status: z.string(), task: z.string(), updatedAt: z.iso.datetime() }),
    run: async ({ ctx, params }) => {
      await expungeAllMessages(ctx, params.app_id)
      const [id, updatedAt] = [formatId('task', newUuid()), new Date().toISOString()]
      return { id, status: 'finished', task: 'application.purge_content', updatedAt }
    },
  }),
)
