import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { AlertSettings } from '#components/settings/alert-settings.tsx'
import { alertEndpointPage, alertQueries } from '#lib/queries/alerts.ts'
import { GET } from '../../../../api/v1/operational-webhook/endpoint/route.ts'
import { pageQueries, readRoute } from '../../../prefetch.ts'

export const metadata: Metadata = { title: 'Alerts' }

type Props = { params: Promise<{ instanceId: string }> }

export default async function Alerts({ params }: Props) {
  const { instanceId } = await params
  const queries = pageQueries()
  await queries.prefetchQuery({
    ...alertQueries.list(instanceId),
    queryFn: () => readRoute(GET, alertEndpointPage, {}, { query: { limit: '250' }, instanceId }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <AlertSettings instanceId={instanceId} />
    </HydrationBoundary>
  )
}
