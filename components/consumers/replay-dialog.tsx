'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Select } from '#components/ui/select.tsx'
import type { TaskPreview } from '#lib/domain/tasks/schemas.ts'
import { formatCount, formatDuration, formatExact } from '#lib/format.ts'
import { type ReplayKind, startReplay } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { taskQueries } from '#lib/queries/tasks.ts'
import { consumerName } from './consumer-name.ts'
import { useReplayPreview } from './use-replay-preview.ts'

type Props = {
  instanceId: string
  consumer: ConsumerItem
  kind: ReplayKind
  /** ISO time to start from; the dialog asks for it when left out. */
  since?: string
  onOpenChange: (isOpen: boolean) => void
}

const RANGES = [
  { value: '1', label: 'the last hour' },
  { value: '24', label: 'the last 24 hours' },
  { value: '168', label: 'the last 7 days' },
  { value: '336', label: 'the last 14 days' },
]

const WORDS = {
  recover: {
    title: 'Recover failed deliveries',
    text: 'Every delivery that used up its attempts without a success is sent again; those still retrying are brought forward.',
    confirm: 'Recover',
    started: 'Recovery started',
  },
  'replay-missing': {
    title: 'Replay missing messages',
    text: 'Messages that match this consumer now but were never sent to it: it was off, did not exist, or listened to other types.',
    confirm: 'Replay',
    started: 'Replay started',
  },
} as const

/** Says how many and how long first, then runs in the background; the consumer's page shows its progress. */
export function ReplayDialog({ instanceId, consumer, kind, since, onOpenChange }: Props) {
  const [hours, setHours] = useState('24')
  const [openedAt] = useState(() => Date.now())
  const from = since ?? new Date(openedAt - Number(hours) * 3_600_000).toISOString()
  const router = useRouter()
  const queries = useQueryClient()
  const words = WORDS[kind]
  const preview = useReplayPreview(instanceId, consumer.id, kind, from)
  const count = preview.sofar?.messages ?? 0
  const start = useMutation({
    mutationFn: () =>
      startReplay(instanceId, consumer.id, kind, { since: from, expected: preview.isComplete ? count : undefined }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: taskQueries.key(instanceId) })
      onOpenChange(false)
      notifyDone(words.started, { detail: `${consumerName(consumer)}: its page shows how far it is.` })
      router.push(`/${instanceId}/consumers/${consumer.id}`)
    },
  })
  return (
    <Dialog
      isOpen
      onOpenChange={onOpenChange}
      title={words.title}
      footer={
        <>
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button
            size="md"
            variant="primary"
            onPress={() => start.mutate()}
            isDisabled={count === 0 || consumer.disabled}
            isBusy={start.isPending}
            busyLabel="Starting…"
          >
            {preview.isComplete && count > 0 ? `${words.confirm} ${formatCount(count, 'message')}` : words.confirm}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{words.text} The message ids stay the same, so receivers can drop duplicates.</p>
      {since === undefined ? (
        <Select
          label={`Messages to ${consumerName(consumer)} from`}
          options={RANGES}
          value={hours}
          onChange={setHours}
        />
      ) : (
        <p>
          Messages to {consumerName(consumer)} since <b className="font-medium">{formatExact(since, 'local')}</b>
        </p>
      )}
      <p aria-live="polite" className="min-h-5">
        {preview.sofar === null && preview.error === null && <span className="text-ink-3">Counting…</span>}
        {preview.sofar && <PreviewText {...preview.sofar} isComplete={preview.isComplete} />}
      </p>
      {consumer.disabled && <p className="text-ink-2">The consumer is disabled. Enable it first.</p>}
      {(start.error ?? preview.error) && (
        <p role="alert" className="text-failure">
          {(start.error ?? preview.error)?.message}
        </p>
      )}
    </Dialog>
  )
}

function PreviewText({ messages, seconds, isComplete }: TaskPreview & { isComplete: boolean }) {
  if (!isComplete) return <span className="text-ink-2">{formatCount(messages, 'message')} so far, still counting…</span>
  if (messages === 0) return <span className="text-ink-2">There is nothing to send in this time.</span>
  return (
    <>
      <b>{formatCount(messages, 'message')}</b>
      {seconds
        ? `, about ${formatDuration(Math.max(1, seconds))} at its rate limit`
        : ', as fast as the receiver answers'}
    </>
  )
}
