'use client'
import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import type { NavItem } from '#components/layout/rail.tsx'
import { overviewQueries } from '#lib/queries/overview.ts'
import { useCan } from './permissions.tsx'
import { useSections } from './use-sections.ts'

const EVERY_MS = 30_000
/** As many as the phone's bottom bar has room for. */
const MOST_TABS = 5

/** The links of the rail; beside the consumers, how many of them need somebody. */
export function useRailGroups(instanceId: string): readonly (readonly NavItem[])[] {
  const current = usePathname().split('/')[2]
  const { groups } = useSections()
  const { data: troubles = 0 } = useQuery({
    ...overviewQueries.attention(instanceId, '6h'),
    refetchInterval: EVERY_MS,
    enabled: useCan('source:read'),
    select: ({ attention }) => attention.length,
  })
  const fitAll = groups.flat().length <= MOST_TABS
  return groups.map((group) =>
    group.map(({ slug, label, icon, isTab }) => ({
      href: `/${instanceId}/${slug}`,
      label,
      icon,
      isCurrent: current === slug,
      isTab: fitAll || (isTab ?? false),
      troubles: slug === 'consumers' ? troubles : 0,
    })),
  )
}
