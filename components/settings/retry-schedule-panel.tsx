'use client'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { readWaits, writeWaits } from './read-waits.ts'
import { RetryTimeline } from './retry-timeline.tsx'

type RetrySchedulePanelProps = {
  /** Seconds before each attempt; empty: it has none of its own. */
  own: readonly number[]
  /** What counts then, and whose it is: "the installation". */
  fallback: readonly number[]
  fallbackName: string
  ownName: string
  note?: string
  mayWrite: boolean
  isSaving: boolean
  onSave: (waits: readonly number[]) => void
}

/** Waits before each attempt, drawn as they are typed. Give it a `key` that changes with what is saved. */
export function RetrySchedulePanel(props: RetrySchedulePanelProps) {
  const { own, fallback, fallbackName, ownName, note = '', mayWrite, isSaving, onSave } = props
  const isOwn = own.length > 0
  const saved = isOwn ? own : fallback
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? writeWaits(saved)
  const { waits, problem } = readWaits(text)
  const isDirty = waits.join() !== saved.join()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (problem === null && !isSaving) onSave(waits)
  }
  return (
    <Panel title="Retry schedule" count={`of ${isOwn ? ownName : fallbackName}`} isPadded>
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          label="Wait before each attempt"
          value={text}
          onChange={setTyped}
          isDisabled={!mayWrite}
          isInvalid={problem !== null}
          errorMessage={problem}
          autoComplete="off"
          description={`One time for each attempt, counted from the failure before it. Waits of a minute and more vary by 10 %. ${note}`}
        />
        <RetryTimeline waits={waits.length > 0 ? waits : fallback} />
        {mayWrite && (
          <div className="flex gap-2">
            <Button
              type="submit"
              size="md"
              isDisabled={problem !== null || !isDirty || waits.length === 0}
              isBusy={isSaving}
              busyLabel="Saving…"
            >
              Save schedule
            </Button>
            {isOwn && (
              <Button size="md" variant="quiet" onPress={() => onSave([])}>
                Use that of {fallbackName}
              </Button>
            )}
          </div>
        )}
      </form>
    </Panel>
  )
}
