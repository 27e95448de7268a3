import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { PeopleSettings } from '#components/settings/people-settings.tsx'
import { peopleSchema, settingsQueries } from '#lib/queries/settings.ts'
import { GET } from '../../../../api/v1/person/route.ts'
import { pageQueries, readRoute } from '../../../prefetch.ts'

export const metadata: Metadata = { title: 'People' }

type Props = { params: Promise<{ instanceId: string }> }

export default async function People({ params }: Props) {
  const { instanceId } = await params
  const queries = pageQueries()
  await queries.prefetchQuery({ ...settingsQueries.people(), queryFn: () => readRoute(GET, peopleSchema, {}) })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <PeopleSettings instanceId={instanceId} />
    </HydrationBoundary>
  )
}
