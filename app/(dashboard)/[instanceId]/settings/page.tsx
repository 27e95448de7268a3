import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { InstanceSettings } from '#components/settings/instance-settings.tsx'
import { instanceViewSchema, settingsQueries, systemViewSchema } from '#lib/queries/settings.ts'
import { GET as instance } from '../../../api/v1/app/[app_id]/route.ts'
import { GET as system } from '../../../api/v1/system/route.ts'
import { pageQueries, readRoute } from '../../prefetch.ts'

export const metadata: Metadata = { title: 'Settings' }

type Props = { params: Promise<{ instanceId: string }> }

export default async function Settings({ params }: Props) {
  const { instanceId } = await params
  const queries = pageQueries()
  await Promise.all([
    queries.prefetchQuery({
      ...settingsQueries.instance(instanceId),
      queryFn: () => readRoute(instance, instanceViewSchema, { app_id: instanceId }),
    }),
    queries.prefetchQuery({ ...settingsQueries.system(), queryFn: () => readRoute(system, systemViewSchema, {}) }),
  ])
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <InstanceSettings instanceId={instanceId} />
    </HydrationBoundary>
  )
}
