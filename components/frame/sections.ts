import type { NavIconName } from '#components/layout/nav-icon.tsx'

export type Section = {
  readonly slug: string
  readonly label: string
  readonly icon: NavIconName
  /** Second key after `g`. */
  readonly key: string
  readonly isTab?: boolean
}

/** The pages of an instance, in the groups of the rail. */
export const SECTIONS: readonly (readonly Section[])[] = [
  [
    { slug: 'overview', label: 'Overview', icon: 'overview', key: 'o', isTab: true },
    { slug: 'consumers', label: 'Consumers', icon: 'consumers', key: 'c', isTab: true },
    { slug: 'event-types', label: 'Event types', icon: 'event-types', key: 'e' },
  ],
  [
    { slug: 'logs', label: 'Logs', icon: 'logs', key: 'l', isTab: true },
    { slug: 'live', label: 'Live', icon: 'live', key: 'v', isTab: true },
    { slug: 'companies', label: 'Companies', icon: 'companies', key: 'm' },
    { slug: 'sources', label: 'Sources', icon: 'sources', key: 's' },
    { slug: 'tasks', label: 'Tasks', icon: 'tasks', key: 't' },
  ],
  [{ slug: 'settings', label: 'Settings', icon: 'settings', key: 'x', isTab: true }],
]
