'use client'
import { useQuery } from '@tanstack/react-query'
import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import Plus from 'lucide-react/icons/plus'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { InstanceButton } from '#components/layout/instance-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import { whenOpened } from '#components/ui/when-opened.tsx'
import { shortenId } from '#lib/format.ts'
import { instanceQueries } from '#lib/queries/instances.ts'
import type { InstanceItem } from '#lib/queries/schemas.ts'
import { useCan } from './permissions.tsx'
import { useRememberInstance } from './use-remember-instance.ts'

const NewInstanceDialog = whenOpened(
  dynamic(() => import('./new-instance-dialog.tsx').then((module) => module.NewInstanceDialog), {
    loading: () => null,
  }),
)

/** Which instance one works in; the others, the client ID to copy, a new one. */
export function InstanceMenu({ current }: { current: InstanceItem }) {
  const [isMaking, setMaking] = useState(false)
  useRememberInstance(current.id)
  const { data } = useQuery(instanceQueries.all())
  const mayCreate = useCan('instance:create')
  const copy = async () => {
    await navigator.clipboard.writeText(current.id)
    notifyDone('Client ID copied', { detail: current.id })
  }
  return (
    <>
      <Menu label="Instances" placement="bottom start" trigger={<InstanceButton name={current.name} id={current.id} />}>
        <MenuItem icon={<Copy />} onAction={copy}>
          Copy client ID
        </MenuItem>
        <MenuSeparator />
        {(data?.data ?? [current]).map((instance) => (
          <MenuItem key={instance.id} href={`/${instance.id}/consumers`} textValue={instance.name}>
            <span className="flex items-center gap-2">
              <span className="min-w-0 flex-1">
                <span className="block truncate">{instance.name}</span>
                <span className="mono block text-2xs text-ink-3">{shortenId(instance.id)}</span>
              </span>
              {instance.id === current.id && <Check aria-label="current" />}
            </span>
          </MenuItem>
        ))}
        {mayCreate && <MenuSeparator />}
        {mayCreate && (
          <MenuItem icon={<Plus />} onAction={() => setMaking(true)}>
            New instance…
          </MenuItem>
        )}
      </Menu>
      <NewInstanceDialog isOpen={isMaking} onOpenChange={setMaking} />
    </>
  )
}
