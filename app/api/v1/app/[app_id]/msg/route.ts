import { after } from 'next/server'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { createMessageRoute } from '#lib/api/core/handle-create-message.ts'
import { toNext } from '#lib/api/next.ts'
import { messageFilter, messageListQuery, messageOut, presentMessageOut } from '#lib/api/svix/message.ts'
import { pageOf, presentPage } from '#lib/api/svix/pages.ts'
import { makeInlineInstance } from '#lib/domain/instances/make-inline-instance.ts'
import { listMessages } from '#lib/domain/messages/list-messages.ts'
import { createWebIngest } from '#lib/domain/messages/web-ingest.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/msg',
    id: 'v1.message.list',
    permission: 'read',
    summary: 'List messages, newest first',
    status: 200,
    query: messageListQuery,
    response: pageOf(messageOut),
    run: async ({ ctx, params, query }) =>
      presentPage(await listMessages(ctx, params.app_id, messageFilter(query)), (view) =>
        presentMessageOut(view, query.with_content),
      ),
  }),
  createMessageRoute(() => {
    const ingest = createWebIngest()
    after(() => ingest.flush())
    return { ...ingest, makeInstance: makeInlineInstance }
  }),
)
