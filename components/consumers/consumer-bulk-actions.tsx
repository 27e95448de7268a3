'use client'
import CirclePause from 'lucide-react/icons/circle-pause'
import CirclePlay from 'lucide-react/icons/circle-play'
import ListChecks from 'lucide-react/icons/list-checks'
import Power from 'lucide-react/icons/power'
import PowerOff from 'lucide-react/icons/power-off'
import Trash from 'lucide-react/icons/trash-2'
import { type BulkAction, BulkActions } from '#components/data-table/bulk-actions.tsx'
import type { ConsumerAction } from '#lib/queries/bulk-changes.ts'

type Props = {
  onAction: (action: ConsumerAction) => void
  /** There are more than are loaded and chosen: asks for all that match. */
  onChooseAll: (() => void) | null
  isBusy: boolean
  isCounting: boolean
}

type Entry = Omit<BulkAction, 'onPress'> & { action: ConsumerAction }

const ENTRIES: readonly Entry[] = [
  { action: 'enable', label: 'Enable', icon: <Power /> },
  { action: 'disable', label: 'Disable', icon: <PowerOff /> },
  { action: 'pause', label: 'Pause', icon: <CirclePause />, from: 'lg' },
  { action: 'resume', label: 'Resume', icon: <CirclePlay />, from: 'lg' },
  { action: 'delete', label: 'Delete…', icon: <Trash />, from: 'lg', isDanger: true },
]

/** What can be done to all chosen consumers. */
export function ConsumerBulkActions({ onAction, onChooseAll, isBusy, isCounting }: Props) {
  const actions = ENTRIES.map(({ action, ...entry }) => ({
    ...entry,
    onPress: () => onAction(action),
    isDisabled: isBusy,
  }))
  const chooseAll = onChooseAll && {
    label: 'Select all that match',
    icon: <ListChecks />,
    onPress: onChooseAll,
    isBusy: isCounting,
    busyLabel: 'Counting…',
    from: 'sm' as const,
  }
  return <BulkActions actions={chooseAll ? [chooseAll, ...actions] : actions} />
}
