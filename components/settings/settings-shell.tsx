'use client'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { PermissionState } from '#components/feedback/permission-state.tsx'
import { Page } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TabLinks } from '#components/ui/tabs.tsx'
import { useSettingsTabs } from './use-settings-tabs.ts'

type SettingsShellProps = {
  instanceId: string
  /** What this role does not see, in place of the page: "The people". */
  hidden?: string | false
  children: ReactNode
  drawer?: ReactNode
}

/** Title and tabs of the settings; each tab is a page. */
export function SettingsShell({ instanceId, hidden, children, drawer }: SettingsShellProps) {
  const current = usePathname().split('/')[3] ?? ''
  return (
    <Page drawer={drawer}>
      <PageHeader title="Settings" />
      <TabLinks
        label="Settings"
        tabs={useSettingsTabs().map(({ slug, label }) => ({
          href: `/${instanceId}/settings${slug && `/${slug}`}`,
          label,
          isCurrent: slug === current,
        }))}
      />
      {hidden ? (
        <Panel>
          <PermissionState title={`${hidden} are hidden from your role`}>
            Ask an owner or admin to show you.
          </PermissionState>
        </Panel>
      ) : (
        children
      )}
    </Page>
  )
}
