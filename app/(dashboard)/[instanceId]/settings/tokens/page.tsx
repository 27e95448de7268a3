import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { TokenSettings } from '#components/settings/token-settings.tsx'
import { settingsQueries, tokenPage } from '#lib/queries/settings.ts'
import { GET } from '../../../../api/v1/app/[app_id]/token/route.ts'
import { pageQueries, readRoute } from '../../../prefetch.ts'

export const metadata: Metadata = { title: 'API tokens' }

type Props = { params: Promise<{ instanceId: string }> }

export default async function Tokens({ params }: Props) {
  const { instanceId } = await params
  const queries = pageQueries()
  await queries.prefetchQuery({
    ...settingsQueries.tokens(instanceId),
    queryFn: () => readRoute(GET, tokenPage, { app_id: instanceId }, { query: { limit: '250', order: 'descending' } }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <TokenSettings instanceId={instanceId} />
    </HydrationBoundary>
  )
}
