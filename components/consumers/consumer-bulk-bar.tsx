'use client'
import { useState } from 'react'
import { BulkBar } from '#components/data-table/bulk-bar.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { TaskProgress } from '#components/tasks/task-progress.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { formatCount } from '#lib/format.ts'
import type { ConsumerAction } from '#lib/queries/bulk-changes.ts'
import { BULK_WORDS } from './bulk-words.ts'
import { ConsumerBulkActions } from './consumer-bulk-actions.tsx'
import { useBulkChange } from './use-bulk-change.ts'
import type { ChosenConsumers } from './use-chosen-consumers.ts'

type Props = {
  instanceId: string
  chosen: ChosenConsumers
  /** There are consumers that are not loaded yet. */
  hasMore: boolean
}

/** Enables, disables, pauses, resumes or deletes the chosen consumers, and shows how far that is. */
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
        <ConsumerBulkActions
          onAction={(action) => (action === 'delete' ? setAsking(true) : order(action))}
          onChooseAll={chosen.isAllLoaded && !chosen.isAll && hasMore ? chosen.chooseAll : null}
          isBusy={isBusy}
          isCounting={chosen.isCounting}
        />
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
