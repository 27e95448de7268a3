'use client'
import { useQuery } from '@tanstack/react-query'
import { usePathname } from 'next/navigation'
import type { Crumb } from '#components/layout/breadcrumbs.tsx'
import { shortenId, shortenUrl } from '#lib/format.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import type { InstanceItem } from '#lib/queries/schemas.ts'
import { sourceQueries } from '#lib/queries/sources.ts'
import { SECTIONS } from './sections.ts'

const SETTINGS: Readonly<Record<string, string>> = {
  alerts: 'Alerts',
  portal: 'Portal',
  people: 'People',
  tokens: 'API tokens',
  audit: 'Audit log',
  system: 'System',
}

/** Instance, section, and the thing that is open by its name. */
export function useCrumbs(instance: InstanceItem, homeSlug: string): readonly Crumb[] {
  const [, , slug, part, below] = usePathname().split('/')
  const name = useNameOf(instance.id, slug, part ?? '')
  const section = SECTIONS.flat().find((candidate) => candidate.slug === slug)
  const home = { label: instance.name, href: `/${instance.id}/${homeSlug}` }
  if (!section) return [home]
  const list = { label: section.label, href: `/${instance.id}/${section.slug}` }
  if (part === undefined) return [home, list]
  if (part === 'add') return [home, list, { label: 'Add' }]
  if (slug === 'settings') return [home, list, { label: SETTINGS[part] ?? part }]
  const thing = { label: name ?? nameOf(decodeURIComponent(part), slug) }
  if (below === 'edit') return [home, list, { ...thing, href: `${list.href}/${part}` }, { label: 'Edit' }]
  return [home, list, thing]
}

/** Of a consumer or source, as far as its page has loaded it. */
function useNameOf(instanceId: string, slug: string | undefined, id: string): string | undefined {
  const consumer = useQuery({ ...consumerQueries.one(instanceId, id), enabled: false })
  const source = useQuery({ ...sourceQueries.one(instanceId, id), enabled: false })
  if (slug === 'sources') return source.data?.name
  if (slug !== 'consumers' || !consumer.data) return undefined
  return consumer.data.description || shortenUrl(consumer.data.url)
}

const PAGES: Readonly<Record<string, string>> = {
  tokens: 'API tokens',
  audit: 'Audit log',
  signature: 'Check a signature',
}

/** An id shortened, an event type as it is, a page of a section by its name. */
function nameOf(part: string, slug: string | undefined): string {
  if (slug === 'event-types') return part
  if (part.includes('_')) return shortenId(part)
  return PAGES[part] ?? `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`
}
