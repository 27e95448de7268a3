'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import Ban from 'lucide-react/icons/ban'
import Diff from 'lucide-react/icons/diff'
import RotateCw from 'lucide-react/icons/rotate-cw'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { type BulkAction, BulkActions } from '#components/data-table/bulk-actions.tsx'
import { BulkBar } from '#components/data-table/bulk-bar.tsx'
import { notifyDone, notifyFailed } from '#components/feedback/notify.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { formatCount } from '#lib/format.ts'
import { attemptQueries, cancelQueued, resend } from '#lib/queries/attempts.ts'
import type { AttemptItem } from '#lib/queries/schemas.ts'
import { isPending } from './attempt-status.ts'

const CompareDialog = dynamic(() => import('./compare-dialog.tsx').then((module) => module.CompareDialog), {
  loading: () => null,
})

type Props = { instanceId: string; consumerId: string; chosen: readonly AttemptItem[]; onClear: () => void }
type Action = 'resend' | 'cancel'

const DONE = { resend: 'sent again', cancel: 'taken out of the queue' } as const
const AT_ONCE = 4

/** Sends the messages of the chosen attempts again, cancels their retries, or compares two. */
export function AttemptBulkBar(props: Props) {
  const { instanceId, chosen, onClear } = props
  const [isComparing, setComparing] = useState(false)
  const mayWrite = useCan('delivery:write')
  const changes = useChanges(props)
  const pair = pairOf(chosen)
  const compare: BulkAction = {
    label: 'Compare',
    icon: <Diff />,
    isDisabled: pair === null,
    onPress: () => setComparing(true),
    from: 'sm',
  }
  return (
    <>
      <BulkBar count={chosen.length} onClear={onClear}>
        <BulkActions actions={mayWrite ? [...changes, compare] : [compare]} />
      </BulkBar>
      {isComparing && pair && <CompareDialog instanceId={instanceId} attempts={pair} onOpenChange={setComparing} />}
    </>
  )
}

function useChanges({ instanceId, consumerId, chosen, onClear }: Props): readonly BulkAction[] {
  const queries = useQueryClient()
  const run = useMutation({
    mutationFn: (action: Action) => {
      const wanted = action === 'cancel' ? chosen.filter(isPending) : chosen
      const messages = [...new Set(wanted.map(({ msgId }) => msgId))]
      return forEach(messages, (id) =>
        action === 'resend' ? resend(instanceId, id, consumerId) : cancelQueued(instanceId, consumerId, id),
      )
    },
    onSuccess: ({ done, failed, reason }, action) => {
      onClear()
      if (done > 0) notifyDone(`${formatCount(done, 'message')} ${DONE[action]}`)
      if (failed > 0) notifyFailed(`${formatCount(failed, 'message')} not ${DONE[action]}`, { detail: reason })
      return queries.invalidateQueries({ queryKey: attemptQueries.key(instanceId) })
    },
  })
  const isResending = run.isPending && run.variables === 'resend'
  return [
    {
      label: 'Resend',
      icon: <RotateCw />,
      isBusy: isResending,
      busyLabel: 'Sending…',
      isDisabled: run.isPending,
      onPress: () => run.mutate('resend'),
    },
    {
      label: 'Cancel retries',
      icon: <Ban />,
      isDisabled: run.isPending || !chosen.some(isPending),
      onPress: () => run.mutate('cancel'),
      from: 'sm',
    },
  ]
}

function pairOf(chosen: readonly AttemptItem[]): readonly [AttemptItem, AttemptItem] | null {
  const [first, second, third] = [...chosen].sort((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp))
  return first && second && !third ? [first, second] : null
}

async function forEach(ids: readonly string[], act: (id: string) => Promise<unknown>) {
  const waiting = [...ids]
  const result = { done: 0, failed: 0, reason: '' }
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        await act(id)
        result.done += 1
      } catch (error) {
        result.failed += 1
        result.reason = error instanceof Error ? error.message : 'unknown reason'
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return result
}
