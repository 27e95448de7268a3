'use client'
import { usePerson } from '#components/frame/permissions.tsx'

const TABS = [
  { slug: '', label: 'Instance', needs: 'read' },
  { slug: 'people', label: 'People', needs: 'people:read' },
  { slug: 'tokens', label: 'API tokens', needs: 'token:write' },
  { slug: 'portal', label: 'Portal', needs: 'token:write' },
  { slug: 'alerts', label: 'Alerts', needs: 'source:read' },
  { slug: 'audit', label: 'Audit log', needs: 'audit:read' },
  { slug: 'system', label: 'System', needs: 'system:read' },
] as const

/** The pages of the settings that this person may see. */
export function useSettingsTabs() {
  const { permissions } = usePerson()
  return TABS.filter(({ needs }) => permissions.includes(needs))
}
