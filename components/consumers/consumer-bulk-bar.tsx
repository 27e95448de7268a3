'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import Pause from 'lucide-react/icons/pause'
import Play from 'lucide-react/icons/play'
import Trash from 'lucide-react/icons/trash-2'
import { useState } from 'react'
import { BulkBar } from '#components/data-table/bulk-bar.tsx'
import { notifyDone, notifyFailed } from '#components/feedback/notify.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { formatCount } from '#lib/format.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { applyToAll, type BulkAction, isLong, PROGRESS_ID } from './apply-to-all.ts'

type Order = { action: BulkAction; consumers: readonly ConsumerItem[]; isUndo?: boolean }
type Props = { instanceId: string; chosen: readonly ConsumerItem[]; onClear: () => void }

/** Deleting asks for the number first; the others are taken back by their opposite. */
const OPPOSITE = { enable: 'disable', disable: 'enable' } as const

const DONE = { enable: 'enabled', disable: 'disabled', delete: 'deleted' } as const

/** Enables, disables or deletes the chosen consumers. */
export function ConsumerBulkBar({ instanceId, chosen, onClear }: Props) {
  const [isAsking, setAsking] = useState(false)
  const queries = useQueryClient()
  const run = useMutation({
    mutationFn: ({ action, consumers }: Order) => applyToAll(instanceId, consumers, action),
    onMutate: ({ consumers }) => isLong(consumers) && setAsking(false),
    onSuccess: ({ done, failed }, { action, consumers, isUndo }) => {
      const replaces = isLong(consumers) ? PROGRESS_ID : undefined
      setAsking(false)
      onClear()
      const onUndo =
        action === 'delete' || isUndo || done.length === 0
          ? undefined
          : () => run.mutate({ action: OPPOSITE[action], consumers: done, isUndo: true })
      if (done.length > 0 || replaces)
        notifyDone(`${formatCount(done.length, 'consumer')} ${DONE[action]}`, { onUndo, replaces })
      const left = consumers.length - done.length
      if (failed !== null) notifyFailed(`${formatCount(left, 'consumer')} not ${DONE[action]}`, { detail: failed })
      return queries.invalidateQueries({ queryKey: consumerQueries.key(instanceId) })
    },
  })
  const count = formatCount(chosen.length, 'consumer')
  /** Those already so are left alone, so that undo changes back only what was changed. */
  const turn = (disabled: boolean) =>
    run.mutate({
      action: disabled ? 'disable' : 'enable',
      consumers: chosen.filter((consumer) => consumer.disabled !== disabled),
    })
  return (
    <>
      <BulkBar count={chosen.length} onClear={onClear}>
        <Button variant="quiet" icon={<Play />} onPress={() => turn(false)} isDisabled={run.isPending}>
          Enable
        </Button>
        <Button variant="quiet" icon={<Pause />} onPress={() => turn(true)} isDisabled={run.isPending}>
          Disable
        </Button>
        <Button variant="quiet" icon={<Trash />} onPress={() => setAsking(true)} isDisabled={run.isPending}>
          Delete…
        </Button>
      </BulkBar>
      {isAsking && (
        <ConfirmDialog
          isOpen
          onOpenChange={setAsking}
          title={`Delete ${count}?`}
          name={String(chosen.length)}
          confirmLabel={`Delete ${count}`}
          cancelLabel="Keep them"
          isBusy={run.isPending}
          busyLabel="Deleting…"
          onConfirm={() => run.mutate({ action: 'delete', consumers: chosen })}
        >
          What still waits or retries for them is dropped. Their attempts stay in the logs until they expire.
        </ConfirmDialog>
      )}
    </>
  )
}
