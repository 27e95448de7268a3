'use client'
import History from 'lucide-react/icons/history'
import Play from 'lucide-react/icons/play'
import dynamic from 'next/dynamic'
import { useEffect, useMemo, useState } from 'react'
import type { EditorMark } from '#components/editor/code-editor.tsx'
import { LazyCodeEditor } from '#components/editor/lazy-code-editor.tsx'
import { FormError } from '#components/form/form-error.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { useCommandKeys } from '#components/frame/use-command-keys.ts'
import { Button } from '#components/ui/button.tsx'
import { ComboBox } from '#components/ui/combo-box.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { Switch } from '#components/ui/switch.tsx'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import type { TrialView } from '#lib/queries/transformations.ts'
import { completeWebhook } from './complete-webhook.ts'
import { SideDiff } from './side-diff.tsx'
import { TrialConsole } from './trial-console.tsx'
import { useTransformation } from './use-transformation.ts'
import { useTrialEvents } from './use-trial-events.ts'

const VersionsDialog = dynamic(() => import('./versions-dialog.tsx').then((module) => module.VersionsDialog), {
  loading: () => null,
})

const LIMIT_KIB = 50

/** Code that changes or stops events on their way: edit, try on a real message, save, switch on. */
export function TransformationPanel({ instanceId, consumer }: { instanceId: string; consumer: ConsumerItem }) {
  const { current, draft, isChanged, trial, save, turn } = useTransformation(instanceId, consumer.id)
  const { code, setCode } = draft
  const [hasVersions, setVersions] = useState(false)
  const runKeys = useCommandKeys('Enter')
  const events = useTrialEvents(instanceId, consumer)
  const mayWrite = useCan('transformation:write')
  const { value: choice, isReady } = events
  const run = (which: string | null) => which !== null && mayWrite && trial.mutate(events.eventOf(which))
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once by itself, when there is something to run it on
  useEffect(() => {
    if (isReady && current.isSuccess) run(choice)
  }, [isReady, current.isSuccess])
  const marks = useMemo(() => marksOf(trial.data), [trial.data])
  const sample = trial.data?.before ?? null
  const version = current.data?.version ?? null
  if (current.isPending || current.error)
    return (
      <Panel title="Transformation">
        {current.error ? (
          <QueryError error={current.error} what="The transformation" onRetry={current.refetch} />
        ) : (
          <SkeletonRows count={4} />
        )}
      </Panel>
    )
  return (
    <Panel
      title="Transformation"
      count={
        <Switch
          aria-label="Transformation on"
          isSelected={turn.isPending ? turn.variables : current.data.enabled}
          isDisabled={!mayWrite || version === null || turn.isPending}
          onChange={(isOn) => turn.mutate(isOn)}
        >
          {current.data.enabled ? 'On' : 'Off'}
          {version === null ? ', no version yet' : `, version ${version}`}
        </Switch>
      }
      actions={
        <>
          {isChanged && version !== null && <span className="text-ink-3 text-xs max-sm:hidden">not saved</span>}
          <Button icon={<History />} onPress={() => setVersions(true)} isDisabled={version === null}>
            Versions
          </Button>
          {mayWrite && (
            <>
              <Button icon={<Play />} isBusy={trial.isPending} busyLabel="Running…" onPress={() => run(choice)}>
                Run <Kbd>{runKeys}</Kbd>
              </Button>
              <Button
                variant="primary"
                isDisabled={!isChanged}
                isBusy={save.isPending}
                busyLabel="Saving…"
                onPress={() => save.mutate(code)}
              >
                Save version {current.data.nextVersion}
              </Button>
            </>
          )}
        </>
      }
    >
      {draft.isRestored && (
        <RestoredDraft base={draft.draft?.base ?? null} current={version} onDiscard={draft.discard} />
      )}
      <div className="grid divide-line max-lg:divide-y lg:grid-cols-3 lg:divide-x [&>*]:min-w-0">
        <div className="flex flex-col">
          <ColumnHead title="handler.js" aside={`${(byteLength(code) / 1024).toFixed(1)} of ${LIMIT_KIB} KiB`} />
          <LazyCodeEditor
            label="Transformation code"
            language="javascript"
            value={code}
            onChange={setCode}
            marks={marks}
            onRun={() => run(choice)}
            complete={(context) => completeWebhook(context, sample)}
            isReadOnly={!mayWrite}
            className="max-h-100 min-h-56 flex-1 overflow-auto"
          />
          <TrialConsole trial={trial.data} />
        </div>
        <div>
          <ColumnHead
            title="Before"
            aside={
              <ComboBox
                label="Event to run on"
                hideLabel
                mono
                placeholder="Message or event type"
                options={events.options}
                value={choice}
                onSearch={events.onSearch}
                onChange={(next) => {
                  events.choose(next)
                  run(next)
                }}
                className="w-60 max-w-full"
              />
            }
          />
          <Compared trial={trial.data} side="removed" />
          <div className="px-4">
            <FormError>{trial.error?.message}</FormError>
          </div>
        </div>
        <div>
          <ColumnHead title="After" aside="signed as shown" />
          <Compared trial={trial.data} side="added" />
        </div>
      </div>
      {hasVersions && (
        <VersionsDialog
          instanceId={instanceId}
          consumerId={consumer.id}
          code={code}
          onRolledBack={draft.drop}
          onOpenChange={setVersions}
        />
      )}
    </Panel>
  )
}

type RestoredDraftProps = { base: number | null; current: number | null; onDiscard: () => void }

/** The editor holds what was not saved when it was left. */
function RestoredDraft({ base, current, onDiscard }: RestoredDraftProps) {
  const begun = base === null ? 'begun before the first version' : `begun on version ${base}`
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-accent-soft py-1.5 pr-2 pl-4"
    >
      <p className="min-w-0">
        <b>Your unsaved draft is back</b>, {begun}
        {base !== current && current !== null && `; version ${current} was saved since`}.
      </p>
      <Button variant="quiet" className="ml-auto" onPress={onDiscard}>
        Discard draft
      </Button>
    </div>
  )
}

function ColumnHead({ title, aside }: { title: string; aside: React.ReactNode }) {
  return (
    <div className="flex min-h-11 items-center gap-2 border-line border-b bg-sunken py-1 pr-2 pl-4">
      <h3 className="text-ink-2">{title}</h3>
      <span className="ml-auto min-w-0 text-ink-3 text-xs">{aside}</span>
    </div>
  )
}

function Compared({ trial, side }: { trial: TrialView | undefined; side: 'removed' | 'added' }) {
  if (trial === undefined) return <p className="px-4 py-3 text-ink-3 text-xs">Nothing run yet.</p>
  const before = pretty(trial.before.payload)
  if (side === 'added' && trial.after === null)
    return <p className="px-4 py-3 text-ink-3 text-xs">The code failed: the attempt fails with it and is retried.</p>
  if (side === 'added' && trial.after?.cancel)
    return <p className="px-4 py-3 text-ink-3 text-xs">Cancelled: nothing is sent.</p>
  const after = trial.after === null || trial.after.cancel ? before : pretty(trial.after.payload)
  return (
    <SideDiff before={before} after={after} side={side} label={side === 'added' ? 'Event after' : 'Event before'} />
  )
}

function marksOf(trial: TrialView | undefined): EditorMark[] {
  if (!trial?.error || trial.error.line === null) return []
  return [{ line: trial.error.line, column: trial.error.column, message: trial.error.message }]
}

function pretty(payload: unknown): string {
  return JSON.stringify(payload, null, 2) ?? 'undefined'
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}
