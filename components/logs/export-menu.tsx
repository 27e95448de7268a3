'use client'
import Download from 'lucide-react/icons/download'
import { Button } from '#components/ui/button.tsx'
import { Menu, MenuItem } from '#components/ui/menu.tsx'
import { type LogFilters, logExportUrl } from '#lib/queries/logged-messages.ts'

/** The log as a file, as the filters show it. */
export function ExportMenu({ instanceId, filters }: { instanceId: string; filters: LogFilters }) {
  const save = (format: 'ndjson' | 'csv') => {
    const link = document.createElement('a')
    link.href = logExportUrl(instanceId, filters, format)
    link.download = ''
    link.click()
  }
  return (
    <Menu label="Export" trigger={<Button icon={<Download />}>Export</Button>}>
      <MenuItem onAction={() => save('ndjson')}>NDJSON, with bodies</MenuItem>
      <MenuItem onAction={() => save('csv')}>CSV, without bodies</MenuItem>
    </Menu>
  )
}
