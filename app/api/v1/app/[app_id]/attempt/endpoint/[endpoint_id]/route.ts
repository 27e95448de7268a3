import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { attemptFilter, attemptListQuery, attemptOut, presentAttemptOut } from '#lib/api/svix/attempt.ts'
import { presentMessageOut } from '#lib/api/svix/message.ts'
import { pageOf, presentPage } from '#lib/api/svix/pages.ts'
import { listAttempts } from '#lib/domain/deliveries/list-attempts.ts'
import { messagesOfAttempts } from '#lib/domain/deliveries/messages-of-attempts.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/attempt/endpoint/{endpoint_id}',
    id: 'v1.message-attempt.list-by-endpoint',
    permission: 'read',
    summary: 'List the attempts of a consumer, newest first',
    status: 200,
    query: attemptListQuery.omit({ endpoint_id: true }),
    response: pageOf(attemptOut),
    run: async ({ ctx, params, query }) => {
      const { limit, iterator, with_content: withContent, expanded_statuses: expandedStatuses } = query
      const filter = { ...attemptFilter(query, expandedStatuses), limit, iterator, consumer: params.endpoint_id }
      const page = await listAttempts(ctx, params.app_id, filter)
      const messages = query.with_msg ? await messagesOfAttempts(ctx, params.app_id, page.data) : new Map()
      return presentPage(page, (view) => {
        const message = messages.get(view.messageId)
        const msg = message && presentMessageOut(message, false)
        return presentAttemptOut(view, { withContent, expandedStatuses, msg })
      })
    },
  }),
)
