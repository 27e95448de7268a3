'use client'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { Page } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { TabLinks } from '#components/ui/tabs.tsx'
import { useSettingsTabs } from './use-settings-tabs.ts'

type SettingsShellProps = { instanceId: string; children: ReactNode; drawer?: ReactNode }

/** Title and tabs of the settings; each tab is a page. */
export function SettingsShell({ instanceId, children, drawer }: SettingsShellProps) {
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
      {children}
    </Page>
  )
}
