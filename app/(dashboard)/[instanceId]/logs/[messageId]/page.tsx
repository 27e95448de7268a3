import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { MessagePage } from '#components/messages/message-page.tsx'
import { messageQueries } from '#lib/queries/messages.ts'
import { messageSchema } from '#lib/queries/schemas.ts'
import { GET } from '../../../../api/v1/app/[app_id]/msg/[msg_id]/route.ts'
import { pageQueries, readRoute } from '../../../prefetch.ts'

export const metadata: Metadata = { title: 'Message' }

export default async function Message({ params }: { params: Promise<{ instanceId: string; messageId: string }> }) {
  const { instanceId, messageId } = await params
  const queries = pageQueries()
  await queries.prefetchQuery({
    ...messageQueries.one(instanceId, messageId),
    queryFn: () => readRoute(GET, messageSchema, { app_id: instanceId, msg_id: messageId }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <MessagePage instanceId={instanceId} messageId={messageId} />
    </HydrationBoundary>
  )
}
