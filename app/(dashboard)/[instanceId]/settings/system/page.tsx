import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { SystemSettings } from '#components/settings/system-settings.tsx'
import { settingsQueries, systemViewSchema } from '#lib/queries/settings.ts'
import { GET } from '../../../../api/v1/system/route.ts'
import { pageQueries, readRoute } from '../../../prefetch.ts'

export const metadata: Metadata = { title: 'System' }

type Props = { params: Promise<{ instanceId: string }> }

export default async function System({ params }: Props) {
  const { instanceId } = await params
  const queries = pageQueries()
  await queries.prefetchQuery({ ...settingsQueries.system(), queryFn: () => readRoute(GET, systemViewSchema, {}) })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <SystemSettings instanceId={instanceId} />
    </HydrationBoundary>
  )
}
