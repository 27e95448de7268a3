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
import { type Command, type Commands, isSensible } from './use-commands.ts'
import { useSections } from './use-sections.ts'

export type PaletteEntry = Command & { readonly icon: NavIconName; readonly detail?: string }

const FEW = 8

/** What the text could mean: an id, an action, a page, a consumer (maybe after a verb), a company, text in bodies. */
export function usePaletteEntries(instanceId: string, text: string, commands: Commands): readonly PaletteEntry[] {
  const router = useRouter()
  const go = (path: string) => () => router.push(`/${instanceId}/${path}`)
  const has = ({ label }: PaletteEntry) => label.toLowerCase().includes(text.toLowerCase())
  const pages = usePages(go)
  const found = useFound(instanceId, text, commands.verbs, go)
  const actions = commands.actions.map((command): PaletteEntry => ({ ...command, icon: 'run' }))
  return [...byId(text, go), ...[...actions, ...pages].filter(has), ...found, ...inBodies(text, go)]
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

function useFound(instanceId: string, text: string, verbs: Commands['verbs'], go: Go): readonly PaletteEntry[] {
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
  const listed = consumers.data?.pages[0]?.data ?? []
  return [
    ...listed
      .filter((consumer) => verb === undefined || isSensible(verb, consumer))
      .slice(0, FEW)
      .map((consumer): PaletteEntry => {
        const name = consumerName(consumer)
        return {
          id: consumer.id,
          label: verb === undefined ? name : `${verb} ${name}`,
          detail: shortenUrl(consumer.url),
          icon: run ? 'run' : 'consumers',
          run: run ? () => run(consumer) : go(`consumers/${consumer.id}`),
        }
      }),
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
  return [{ id: 'in-bodies', label: `Messages with “${text}” in the body`, icon: 'logs', run: go(`logs?${query}`) }]
}
