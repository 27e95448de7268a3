import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { attemptFilter, attemptListQuery, attemptOut, presentAttemptOut } from '#lib/api/svix/attempt.ts'
import { pageOf, presentPage } from '#lib/api/svix/pages.ts'
import { listAttempts } from '#lib/domain/deliveries/list-attempts.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/attempt/msg/{msg_id}',
    id: 'v1.message-attempt.list-by-msg',
    permission: 'read',
    summary: 'List the attempts of a message, newest first',
    status: 200,
    query: attemptListQuery.omit({ with_msg: true }),
    response: pageOf(attemptOut),
    run: async ({ ctx, params, query }) => {
      const { limit, iterator, endpoint_id: consumer, with_content: withContent, expanded_statuses } = query
      const shared = attemptFilter(query, expanded_statuses)
      const page = await listAttempts(ctx, params.app_id, {
        ...shared,
        limit,
        iterator,
        consumer,
        message: params.msg_id,
      })
      return presentPage(page, (view) => presentAttemptOut(view, { withContent, expandedStatuses: expanded_statuses }))
    },
  }),
)
