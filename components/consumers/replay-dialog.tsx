'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Select } from '#components/ui/select.tsx'
import { formatCount, formatDuration } from '#lib/format.ts'
import { previewReplay, recoverFailed, replayMissing } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { consumerName } from './consumer-name.ts'

export type ReplayKind = 'recover' | 'replay-missing'

type Props = { instanceId: string; consumer: ConsumerItem; kind: ReplayKind; onOpenChange: (isOpen: boolean) => void }

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
    confirm: 'Recover them',
    started: 'Recovery started',
  },
  'replay-missing': {
    title: 'Replay missing messages',
    text: 'Messages that match this consumer now but were never sent to it: it was off, did not exist, or listened to other types.',
    confirm: 'Replay them',
    started: 'Replay started',
  },
} as const

/** Chooses how far back, then runs in the background. */
export function ReplayDialog({ instanceId, consumer, kind, onOpenChange }: Props) {
  const [hours, setHours] = useState('24')
  const router = useRouter()
  const words = WORDS[kind]
  const preview = useQuery({
    queryKey: ['replay-preview', instanceId, consumer.id, kind, hours],
    queryFn: () =>
      previewReplay(instanceId, consumer.id, kind === 'recover' ? 'recover' : 'replay_missing', before(hours)),
  })
  const start = useMutation({
    mutationFn: () => {
      const since = before(hours)
      return (kind === 'recover' ? recoverFailed : replayMissing)(instanceId, consumer.id, since)
    },
    onSuccess: () => {
      onOpenChange(false)
      notifyDone(words.started, { detail: `${consumerName(consumer)}: follow it on the tasks page.` })
      router.push(`/${instanceId}/tasks`)
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
            isBusy={start.isPending}
            busyLabel="Starting…"
          >
            {words.confirm}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{words.text} The message ids stay the same, so receivers can drop duplicates.</p>
      <Select label={`Messages to ${consumerName(consumer)} from`} options={RANGES} value={hours} onChange={setHours} />
      <p aria-live="polite" className="min-h-5">
        {preview.data && <PreviewText {...preview.data} />}
      </p>
      {start.error && (
        <p role="alert" className="text-failure">
          {start.error.message}
        </p>
      )}
    </Dialog>
  )
}

function PreviewText({ messages = 0, seconds }: { messages?: number; seconds?: number | null }) {
  if (messages === 0) return <span className="text-ink-2">There is nothing to send in this time.</span>
  return (
    <>
      <b>{formatCount(messages, 'message')}</b>
      {seconds ? `, about ${formatDuration(seconds)} at its rate limit` : ', as fast as the receiver answers'}
    </>
  )
}

function before(hours: string): Date {
  return new Date(Date.now() - Number(hours) * 3_600_000)
}
