import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { AuditSettings } from '#components/settings/audit-settings.tsx'
import { auditPage, settingsQueries } from '#lib/queries/settings.ts'
import { GET } from '../../../../api/v1/app/[app_id]/audit/route.ts'
import { pageQueries, readRoute } from '../../../prefetch.ts'

export const metadata: Metadata = { title: 'Audit log' }

type Props = { params: Promise<{ instanceId: string }> }

export default async function Audit({ params }: Props) {
  const { instanceId } = await params
  const queries = pageQueries()
  await queries.prefetchInfiniteQuery({
    ...settingsQueries.audit(instanceId),
    queryFn: () => readRoute(GET, auditPage, { app_id: instanceId }, { query: { limit: '50' } }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <AuditSettings instanceId={instanceId} />
    </HydrationBoundary>
  )
}
