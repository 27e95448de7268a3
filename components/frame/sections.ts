import type { NavIconName } from '#components/layout/nav-icon.tsx'

export type Section = {
  readonly slug: string
  readonly label: string
  readonly icon: NavIconName
  /** Second key after `g`. */
  readonly key: string
  readonly isTab?: boolean
  /** Who sees it: a customer in the portal only reads their instance. */
  readonly needs: 'read' | 'source:read' | 'system:read'
}

/** The pages of an instance, in the groups of the rail. */
export const SECTIONS: readonly (readonly Section[])[] = [
  [
    { slug: 'overview', label: 'Overview', icon: 'overview', key: 'o', isTab: true, needs: 'source:read' },
    { slug: 'consumers', label: 'Consumers', icon: 'consumers', key: 'c', isTab: true, needs: 'read' },
    { slug: 'event-types', label: 'Event types', icon: 'event-types', key: 'e', needs: 'read' },
  ],
  [
    { slug: 'logs', label: 'Logs', icon: 'logs', key: 'l', isTab: true, needs: 'read' },
    { slug: 'live', label: 'Live', icon: 'live', key: 'v', isTab: true, needs: 'source:read' },
    { slug: 'companies', label: 'Companies', icon: 'companies', key: 'm', needs: 'read' },
    { slug: 'sources', label: 'Sources', icon: 'sources', key: 's', needs: 'source:read' },
    { slug: 'tasks', label: 'Tasks', icon: 'tasks', key: 't', needs: 'read' },
  ],
  [{ slug: 'settings', label: 'Settings', icon: 'settings', key: 'x', isTab: true, needs: 'system:read' }],
]
