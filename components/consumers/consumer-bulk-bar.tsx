'use client'
import Pause from 'lucide-react/icons/pause'
import Play from 'lucide-react/icons/play'
import Trash from 'lucide-react/icons/trash-2'
import { useState } from 'react'
import { BulkBar } from '#components/data-table/bulk-bar.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { TaskProgress } from '#components/tasks/task-progress.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { formatCount } from '#lib/format.ts'
import type { ConsumerAction } from '#lib/queries/bulk-changes.ts'
import { BULK_WORDS } from './bulk-words.ts'
import { useBulkChange } from './use-bulk-change.ts'
import type { ChosenConsumers } from './use-chosen-consumers.ts'

type Props = {
  instanceId: string
  chosen: ChosenConsumers
  /** There are consumers that are not loaded yet. */
  hasMore: boolean
}

/** Enables, disables or deletes the chosen consumers, and shows how far that is. */
export function ConsumerBulkBar({ instanceId, chosen, hasMore }: Props) {
  const [isAsking, setAsking] = useState(false)
  const { start, running } = useBulkChange(instanceId)
  const mayCancel = useCan('delivery:write')
  const order = (action: ConsumerAction, expected?: number) =>
    start.mutate({ ...chosen.choice, action, expected }, { onSuccess: chosen.clear, onSettled: () => setAsking(false) })
  const isBusy = start.isPending
  const count = formatCount(chosen.count, 'consumer')
  return (
    <>
      <BulkBar
        count={chosen.count}
        onClear={chosen.clear}
        above={running.map((task) => (
          <TaskProgress
            key={task.id}
            instanceId={instanceId}
            task={task}
            counted={BULK_WORDS[task.kind].done}
            mayCancel={mayCancel}
            isEndTold
            className="w-96 max-w-full rounded-lg bg-raised px-3.5 shadow-float"
          />
        ))}
      >
        {chosen.isAllLoaded && !chosen.isAll && hasMore && (
          <Button variant="quiet" isBusy={chosen.isCounting} busyLabel="Counting…" onPress={chosen.chooseAll}>
            Select all that match
          </Button>
        )}
        <Button variant="quiet" icon={<Play />} onPress={() => order('enable')} isDisabled={isBusy}>
          Enable
        </Button>
        <Button variant="quiet" icon={<Pause />} onPress={() => order('disable')} isDisabled={isBusy}>
          Disable
        </Button>
        <Button variant="quiet" icon={<Trash />} onPress={() => setAsking(true)} isDisabled={isBusy}>
          Delete…
        </Button>
      </BulkBar>
      {isAsking && (
        <ConfirmDialog
          isOpen
          onOpenChange={setAsking}
          title={`Delete ${count}?`}
          name={String(chosen.count)}
          confirmLabel={`Delete ${count}`}
          cancelLabel="Keep them"
          isBusy={isBusy}
          busyLabel="Deleting…"
          onConfirm={() => order('delete', chosen.isAll ? chosen.count : undefined)}
        >
          What still waits or retries for them is dropped. Their attempts stay in the logs until they expire.
        </ConfirmDialog>
      )}
    </>
  )
}
