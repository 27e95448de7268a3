'use client'
import CirclePause from 'lucide-react/icons/circle-pause'
import CirclePlay from 'lucide-react/icons/circle-play'
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical'
import FlaskConical from 'lucide-react/icons/flask-conical'
import History from 'lucide-react/icons/history'
import ListX from 'lucide-react/icons/list-x'
import Pencil from 'lucide-react/icons/pencil'
import Power from 'lucide-react/icons/power'
import PowerOff from 'lucide-react/icons/power-off'
import SkipForward from 'lucide-react/icons/skip-forward'
import Trash from 'lucide-react/icons/trash-2'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useCan } from '#components/frame/permissions.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import type { ReplayKind } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { consumerName } from './consumer-name.ts'
import { useConsumerActions } from './use-consumer-actions.ts'

const DeleteConsumerDialog = dynamic(
  () => import('./delete-consumer-dialog.tsx').then((module) => module.DeleteConsumerDialog),
  { loading: () => null },
)
const ReplayDialog = dynamic(() => import('./replay-dialog.tsx').then((module) => module.ReplayDialog), {
  loading: () => null,
})
const PurgeDialog = dynamic(() => import('./purge-dialog.tsx').then((module) => module.PurgeDialog), {
  loading: () => null,
})

type ConsumerMenuProps = { instanceId: string; consumer: ConsumerItem; hasEdge?: boolean }

/** Everything that can be done to one consumer. */
export function ConsumerMenu({ instanceId, consumer, hasEdge = false }: ConsumerMenuProps) {
  const [asked, setAsked] = useState<'delete' | 'purge' | ReplayKind | null>(null)
  const { setDisabled, setPaused } = useConsumerActions(instanceId)
  const mayWrite = useCan('consumer:write')
  const mayReplay = useCan('delivery:write')
  const page = `/${instanceId}/consumers/${consumer.id}`
  const close = (isOpen: boolean) => !isOpen && setAsked(null)
  if (!mayWrite && !mayReplay) return null
  return (
    <>
      <Menu
        label={`Actions for ${consumerName(consumer)}`}
        trigger={
          <IconButton label={`Actions for ${consumerName(consumer)}`} variant={hasEdge ? 'secondary' : 'quiet'}>
            <EllipsisVertical />
          </IconButton>
        }
      >
        <MenuItem href={`${page}/edit`} icon={<Pencil />} isDisabled={!mayWrite}>
          Edit
        </MenuItem>
        <MenuItem
          icon={consumer.disabled ? <Power /> : <PowerOff />}
          onAction={() => setDisabled(consumer, !consumer.disabled)}
          isDisabled={!mayWrite}
        >
          {consumer.disabled ? 'Enable' : 'Disable'}
        </MenuItem>
        <MenuItem
          icon={consumer.paused ? <CirclePlay /> : <CirclePause />}
          onAction={() => setPaused(consumer, !consumer.paused)}
          isDisabled={!mayWrite}
        >
          {consumer.paused ? 'Resume' : 'Pause'}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<History />} onAction={() => setAsked('recover')} isDisabled={!mayReplay}>
          Recover failed…
        </MenuItem>
        <MenuItem icon={<SkipForward />} onAction={() => setAsked('replay-missing')} isDisabled={!mayReplay}>
          Replay missing…
        </MenuItem>
        <MenuItem href={`${page}?tab=testing`} icon={<FlaskConical />}>
          Send a test…
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<ListX />} isDanger onAction={() => setAsked('purge')} isDisabled={!mayReplay}>
          Purge queue…
        </MenuItem>
        <MenuItem icon={<Trash />} isDanger onAction={() => setAsked('delete')} isDisabled={!mayWrite}>
          Delete…
        </MenuItem>
      </Menu>
      {asked === 'purge' && <PurgeDialog instanceId={instanceId} consumer={consumer} onOpenChange={close} />}
      {asked === 'delete' && <DeleteConsumerDialog instanceId={instanceId} consumer={consumer} onOpenChange={close} />}
      {(asked === 'recover' || asked === 'replay-missing') && (
        <ReplayDialog instanceId={instanceId} consumer={consumer} kind={asked} onOpenChange={close} />
      )}
    </>
  )
}
