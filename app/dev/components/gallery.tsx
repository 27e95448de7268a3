'use client'
import { useState } from 'react'
import { AccountButton } from '#components/layout/account-button.tsx'
import { AppFrame } from '#components/layout/app-frame.tsx'
import { InstanceButton } from '#components/layout/instance-button.tsx'
import { Page } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { PaletteButton } from '#components/layout/palette-button.tsx'
import type { NavItem } from '#components/layout/rail.tsx'
import { ThemeToggle } from '#components/layout/theme-toggle.tsx'
import { Button } from '#components/ui/button.tsx'
import { Drawer } from '#components/ui/drawer.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { Buttons, Choices, Fields } from './controls.tsx'
import { Code, Details, Overview, Statuses } from './displays.tsx'
import { Overlays, States } from './overlays.tsx'
import type { SampleRow } from './sample-data.ts'
import { TableDemo } from './table-demo.tsx'

const item = (icon: NavItem['icon'], label: string, more: Partial<NavItem> = {}): NavItem => ({
  href: `#${icon}`,
  icon,
  label,
  isCurrent: false,
  ...more,
})

const groups = [
  [
    item('overview', 'Overview', { isTab: true }),
    item('consumers', 'Consumers', { isTab: true, isCurrent: true, troubles: 5 }),
    item('event-types', 'Event types'),
  ],
  [
    item('logs', 'Logs', { isTab: true }),
    item('live', 'Live', { isTab: true }),
    item('companies', 'Companies'),
    item('sources', 'Sources'),
    item('tasks', 'Tasks'),
  ],
  [item('settings', 'Settings', { isTab: true })],
]

export function Gallery() {
  const [row, setRow] = useState<SampleRow | null>(null)
  const drawer = row && (
    <Drawer
      label={row.name}
      title={row.name}
      aside={<Pill kind={row.state}>{row.word}</Pill>}
      onClose={() => setRow(null)}
    >
      <Details />
    </Drawer>
  )
  return (
    <AppFrame
      rail={{
        homeHref: '#',
        groups,
        instance: <InstanceButton name="Northwind Lending" id="app_01m84ctyxgeq4vm1vxh8g6xqnh" />,
        foot: '3 workers, lag 0.2 s',
      }}
      top={{
        crumbs: [{ label: 'Northwind Lending', href: '#' }, { label: 'Components' }],
        children: (
          <>
            <PaletteButton onPress={() => undefined} />
            <ThemeToggle />
            <AccountButton name="Mara Ilves" />
          </>
        ),
      }}
    >
      <Page drawer={drawer}>
        <PageHeader
          title="Components"
          aside={<Pill kind="failure">Failing</Pill>}
          actions={<Button>Recover failed…</Button>}
        />
        <Overview />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
          <Buttons />
          <Overlays />
          <Fields />
          <Choices />
          <Statuses />
          <Details />
          <Code />
          <States />
        </div>
        <TableDemo activeId={row?.id ?? null} onOpen={setRow} />
      </Page>
    </AppFrame>
  )
}
