'use client'
import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import type { Crumb } from '#components/layout/breadcrumbs.tsx'
import { shortenId, shortenUrl } from '#lib/format.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import type { InstanceItem } from '#lib/queries/schemas.ts'
import { SECTIONS } from './sections.ts'

/** Instance, section, and the thing that is open by its name. */
export function useCrumbs(instance: InstanceItem): readonly Crumb[] {
  const [, , slug, part] = usePathname().split('/')
  const isConsumer = slug === 'consumers' && part !== undefined && part !== 'add'
  const consumer = useQuery({ ...consumerQueries.one(instance.id, part ?? ''), enabled: false })
  const section = SECTIONS.flat().find((candidate) => candidate.slug === slug)
  const home = { label: instance.name, href: `/${instance.id}/overview` }
  if (!section) return [home]
  const list = { label: section.label, href: `/${instance.id}/${section.slug}` }
  if (part === undefined) return [home, list]
  if (part === 'add') return [home, list, { label: 'Add' }]
  const name = isConsumer ? consumer.data?.description || (consumer.data && shortenUrl(consumer.data.url)) : undefined
  return [home, list, { label: name ?? shortenId(decodeURIComponent(part)) }]
}
