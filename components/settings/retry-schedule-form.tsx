'use client'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { InstanceView } from '#lib/queries/settings.ts'
import { readWaits, writeWaits } from './read-waits.ts'
import { RetryTimeline } from './retry-timeline.tsx'
import { useUpdateInstance } from './use-update-instance.ts'

type RetryScheduleFormProps = {
  instance: InstanceView
  /** The installation's schedule, used while the instance has none of its own. */
  fallback: readonly number[]
  mayWrite: boolean
}

/** Waits before each attempt, drawn as they are typed. */
export function RetryScheduleForm({ instance, fallback, mayWrite }: RetryScheduleFormProps) {
  const saved = instance.retrySchedule.length > 0 ? instance.retrySchedule : fallback
  const [text, setText] = useState(writeWaits(saved))
  const { waits, problem } = readWaits(text)
  const update = useUpdateInstance(instance.id, 'Retry schedule saved')
  const isOwn = instance.retrySchedule.length > 0
  const isDirty = waits.join() !== saved.join()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === null && !update.isPending) update.mutate({ retrySchedule: waits })
  }
  return (
    <Panel title="Retry schedule" count={isOwn ? 'of this instance' : 'of the installation'} isPadded>
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label="Wait before each attempt"
          value={text}
          onChange={setText}
          isDisabled={!mayWrite}
          isInvalid={problem !== null}
          errorMessage={problem}
          autoComplete="off"
          description="One time for each attempt, counted from the failure before it. Waits of a minute and more vary by 10 %. An event type may have a schedule of its own."
        />
        <RetryTimeline waits={waits.length > 0 ? waits : fallback} />
        {mayWrite && (
          <div className="flex gap-2">
            <Button
              type="submit"
              size="md"
              isDisabled={problem !== null || !isDirty || waits.length === 0}
              isBusy={update.isPending}
              busyLabel="Saving…"
            >
              Save schedule
            </Button>
            {isOwn && (
              <Button size="md" variant="quiet" onPress={() => update.mutate({ retrySchedule: [] })}>
                Use the installation's
              </Button>
            )}
          </div>
        )}
      </form>
    </Panel>
  )
}
