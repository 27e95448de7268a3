'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormError } from '#components/form/form-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { formatCount, formatNumber } from '#lib/format.ts'
import { type DescribedEventType, eventTypeQueries } from '#lib/queries/event-types.ts'
import { type Comparison, compareEventTypes } from './compare-event-types.ts'
import { useTakeOver } from './use-take-over.ts'

type TakeOverPreviewProps = {
  instanceId: string
  types: readonly DescribedEventType[]
  onBack: () => void
  onDone: () => void
}

/** What an import or a preset would add and change; then its progress. */
export function TakeOverPreview({ instanceId, types, onBack, onDone }: TakeOverPreviewProps) {
  const catalogue = useQuery(eventTypeQueries.catalogue(instanceId))
  const all = useMemo(() => compareEventTypes(types, catalogue.data ?? []), [types, catalogue.data])
  const work = all.filter(({ kind }) => kind !== 'same')
  const takeOver = useTakeOver(instanceId, (count) => {
    notifyDone(`${formatCount(count, 'event type')} taken over`)
    onDone()
  })
  if (!catalogue.data && !catalogue.isError) return <SkeletonRows count={4} />
  return (
    <>
      <p>{summary(all)}</p>
      {work.length > 0 && <WorkList work={work} />}
      {takeOver.isPending && (
        <div className="grid gap-1">
          <ProgressBar label="Taking over event types" value={takeOver.done / Math.max(1, work.length)} />
          <p role="status" className="text-ink-2 text-xs">
            {formatNumber(takeOver.done)} of {formatNumber(work.length)}
          </p>
        </div>
      )}
      <FormError>{takeOver.error?.message ?? catalogue.error?.message}</FormError>
      <div className="flex justify-end gap-2">
        <Button size="md" onPress={takeOver.isPending ? takeOver.stop : onBack}>
          {takeOver.isPending ? 'Stop' : 'Back'}
        </Button>
        <Button
          size="md"
          variant="primary"
          isDisabled={work.length === 0}
          isBusy={takeOver.isPending}
          busyLabel="Taking over…"
          onPress={() => takeOver.mutate(work.map(({ type }) => type))}
        >
          Take over {formatNumber(work.length)}
        </Button>
      </div>
    </>
  )
}

function summary(all: readonly Comparison[]): string {
  const count = (kind: Comparison['kind']) => all.filter((one) => one.kind === kind).length
  if (all.length === 0) return 'There is no event type in it. Look for its "webhooks" section.'
  const [added, changed, same] = [count('new'), count('changed'), count('same')]
  return `${formatNumber(added)} new, ${formatNumber(changed)} changed, ${formatNumber(same)} as they are.`
}

function WorkList({ work }: { work: readonly Comparison[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <section aria-label="Changes" tabIndex={0} className="max-h-80 overflow-y-auto rounded-sm border border-line">
      <ul className="divide-y divide-line">
        {work.map(({ type, kind, parts }) => (
          <li key={type.name} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
            <span className="mono min-w-0 flex-1 truncate">{type.name}</span>
            <NotePill tone={kind === 'new' ? 'accent' : undefined}>{kind}</NotePill>
            {parts.length > 0 && <span className="w-full text-ink-3 text-xs">{parts.join(', ')}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
