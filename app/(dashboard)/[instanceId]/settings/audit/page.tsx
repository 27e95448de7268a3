import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { AuditSettings } from '#components/settings/audit-settings.tsx'
import { auditPage, auditSearch, settingsQueries } from '#lib/queries/settings.ts'
import { GET } from '../../../../api/v1/app/[app_id]/audit/route.ts'
import { pageQueries, readRoute } from '../../../prefetch.ts'

export const metadata: Metadata = { title: 'Audit log' }

type Props = {
  params: Promise<{ instanceId: string }>
  searchParams: Promise<{ actor?: string; action?: string }>
}

export default async function Audit({ params, searchParams }: Props) {
  const [{ instanceId }, asked] = await Promise.all([params, searchParams])
  const filters = { actor: asked.actor ?? '', action: asked.action ?? '' }
  const queries = pageQueries()
  await queries.prefetchInfiniteQuery({
    ...settingsQueries.audit(instanceId, filters),
    queryFn: () => readRoute(GET, auditPage, { app_id: instanceId }, { query: auditSearch(filters, null) }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <AuditSettings instanceId={instanceId} />
    </HydrationBoundary>
  )
}
