'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useDeferredValue } from 'react'
import { consumerName } from '#components/consumers/consumer-name.ts'
import type { NavIconName } from '#components/layout/nav-icon.tsx'
import { useSettingsTabs } from '#components/settings/use-settings-tabs.ts'
import { shortenUrl } from '#lib/format.ts'
import { companyQueries } from '#lib/queries/companies.ts'
import { consumerQueries, NO_CONSUMER_FILTERS } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { type Command, type Commands, isSensible } from './use-commands.ts'
import { useSections } from './use-sections.ts'

export type PaletteEntry = Command & {
  readonly icon: NavIconName
  readonly detail?: string
  /** Meant only when nothing has such a name. */
  readonly isLastResort?: boolean
}

type PaletteEntries = {
  readonly entries: readonly PaletteEntry[]
  /** Names are still looked up: entries may come, or go. */
  readonly isSearching: boolean
}

const FEW = 8

/** What the text could mean: an id, an action, a page, a consumer (maybe after a verb), a company, text in bodies. */
export function usePaletteEntries(instanceId: string, text: string, commands: Commands): PaletteEntries {
  const router = useRouter()
  const go = (path: string) => () => router.push(`/${instanceId}/${path}`)
  const has = ({ label }: PaletteEntry) => label.toLowerCase().includes(text.toLowerCase())
  const pages = usePages(go)
  const { entries: found, isSearching } = useFound(instanceId, text, commands.verbs, go)
  const actions = commands.actions.map((command): PaletteEntry => ({ ...command, icon: 'run' }))
  const entries = [...byId(text, go), ...[...actions, ...pages].filter(has), ...found, ...inBodies(text, go)]
  return { entries, isSearching }
}

type Go = (path: string) => () => void

function usePages(go: Go): readonly PaletteEntry[] {
  const sections = useSections().groups.flat()
  const settings = useSettingsTabs()
  return [
    ...sections.map(({ slug, label, icon, key }): PaletteEntry => {
      return { id: slug, label, icon, detail: `g ${key}`, run: go(slug) }
    }),
    ...settings.flatMap(({ slug, label }): PaletteEntry[] => {
      const path = `settings/${slug}`
      return slug === '' ? [] : [{ id: path, label: `Settings: ${label}`, icon: 'settings', run: go(path) }]
    }),
  ]
}

function useFound(instanceId: string, text: string, verbs: Commands['verbs'], go: Go): PaletteEntries {
  const asked = useDeferredValue(text)
  const verb = Object.keys(verbs).find((name) => asked.toLowerCase().startsWith(`${name.toLowerCase()} `))
  const run = verb === undefined ? undefined : verbs[verb]
  const search = verb === undefined ? asked : asked.slice(verb.length).trim()
  const consumers = useInfiniteQuery(consumerQueries.list(instanceId, { ...NO_CONSUMER_FILTERS, search }))
  const hasCompanies = search !== '' && verb === undefined
  const companies = useInfiniteQuery({
    ...companyQueries.list(instanceId, { search, tag: '' }),
    enabled: hasCompanies,
  })
  const entries = [
    ...(consumers.data?.pages[0]?.data ?? [])
      .filter((consumer) => verb === undefined || isSensible(verb, consumer))
      .slice(0, FEW)
      .map((consumer) => consumerEntry(consumer, verb, run ?? (({ id }) => go(`consumers/${id}`)()))),
    ...(hasCompanies ? (companies.data?.pages[0]?.data ?? []) : []).slice(0, FEW).map(
      ({ id, name, externalId }): PaletteEntry => ({
        id,
        label: name || externalId,
        detail: externalId,
        icon: 'companies',
        run: go(`companies?company=${id}`),
      }),
    ),
  ]
  return { entries, isSearching: asked !== text || consumers.isFetching || companies.isFetching }
}

function consumerEntry(
  consumer: ConsumerItem,
  verb: string | undefined,
  run: (consumer: ConsumerItem) => void,
): PaletteEntry {
  const name = consumerName(consumer)
  return {
    id: consumer.id,
    label: verb === undefined ? name : `${verb} ${name}`,
    detail: shortenUrl(consumer.url),
    icon: verb === undefined ? 'consumers' : 'run',
    run: () => run(consumer),
  }
}

const BY_ID = [
  { pattern: /^msg_[0-9a-z]{26}$/, label: 'Open message', icon: 'logs', path: 'logs/' },
  { pattern: /^ep_[0-9a-z]{26}$/, label: 'Open consumer', icon: 'consumers', path: 'consumers/' },
  { pattern: /^src_[0-9a-z]{26}$/, label: 'Open source', icon: 'sources', path: 'sources/' },
  { pattern: /^comp_[0-9a-z]{26}$/, label: 'Open company', icon: 'companies', path: 'companies?company=' },
] as const

function byId(text: string, go: Go): readonly PaletteEntry[] {
  const kind = BY_ID.find(({ pattern }) => pattern.test(text))
  if (!kind) return []
  return [{ id: `id ${text}`, label: kind.label, detail: text, icon: kind.icon, run: go(`${kind.path}${text}`) }]
}

function inBodies(text: string, go: Go): readonly PaletteEntry[] {
  if (text === '') return []
  const query = new URLSearchParams({ text })
  const label = `Messages with “${text}” in the body`
  return [{ id: 'in-bodies', label, icon: 'logs', isLastResort: true, run: go(`logs?${query}`) }]
}
