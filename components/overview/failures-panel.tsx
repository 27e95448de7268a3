'use client'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { failureWords } from '#components/deliveries/failure-words.ts'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { AttentionRow } from '#components/ui/attention-row.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { formatCount, formatNumber, formatRelative } from '#lib/format.ts'
import { startReplay } from '#lib/queries/consumers.ts'
import { type ActivityRange, type FailureGroup, hoursOf, type OverviewView } from '#lib/queries/overview.ts'

type FailuresPanelProps = { instanceId: string; overview: OverviewView; range: ActivityRange }

/** Failures by cause and host over all consumers, each with one recover for all of them. */
export function FailuresPanel({ instanceId, overview, range }: FailuresPanelProps) {
  const { failures, failuresLookedAt } = overview
  const [chosen, setChosen] = useState<FailureGroup | null>(null)
  const mayRecover = useCan('delivery:write')
  if (failures.length === 0) return null
  return (
    <Panel title="Failures by cause" count={`of the newest ${formatCount(failuresLookedAt, 'failed attempt')}`}>
      {failures.map((group) => (
        <AttentionRow
          key={`${group.errorKind} ${group.statusCode} ${group.host}`}
          kind="failure"
          name={<span className="mono font-medium">{group.host}</span>}
          word={group.statusCode ? `answers ${group.statusCode}` : failureWords(group.errorKind)}
          facts={[`last ${formatRelative(group.lastAt)}`]}
          action={
            mayRecover &&
            group.consumerIds.length > 0 && (
              <Button aria-label={`Recover failed… at ${group.host}`} onPress={() => setChosen(group)}>
                Recover failed…
              </Button>
            )
          }
        >
          {formatCount(group.attempts, 'attempt')} failed for {formatCount(group.consumerIds.length, 'consumer')}
        </AttentionRow>
      ))}
      {chosen && (
        <RecoverGroup
          instanceId={instanceId}
          group={chosen}
          hours={hoursOf(range)}
          onOpenChange={(isOpen) => !isOpen && setChosen(null)}
        />
      )}
    </Panel>
  )
}

type RecoverGroupProps = {
  instanceId: string
  group: FailureGroup
  hours: number
  onOpenChange: (isOpen: boolean) => void
}

function RecoverGroup({ instanceId, group, hours, onOpenChange }: RecoverGroupProps) {
  const router = useRouter()
  const recover = useMutation({
    mutationFn: async () => {
      const since = new Date(Date.now() - hours * 3_600_000)
      const started = await Promise.allSettled(
        group.consumerIds.map((id) => startReplay(instanceId, id, 'recover', { since: since.toISOString() })),
      )
      const failed = started.filter(({ status }) => status === 'rejected').length
      if (failed === started.length) throw new Error('None could be started: the consumers may be disabled.')
      return { started: started.length - failed, failed }
    },
    onSuccess: ({ started, failed }) => {
      onOpenChange(false)
      const detail = failed > 0 ? `${formatNumber(failed)} could not be started.` : undefined
      notifyDone(`${formatCount(started, 'recovery', 'recoveries')} started`, { detail })
      router.push(`/${instanceId}/tasks`)
    },
    onError: notifyRequestError('Nothing was recovered'),
  })
  return (
    <ConfirmDialog
      isOpen
      isDanger={false}
      onOpenChange={onOpenChange}
      title={`Recover what failed at ${group.host}?`}
      confirmLabel="Recover them"
      cancelLabel="Cancel"
      isBusy={recover.isPending}
      busyLabel="Starting…"
      onConfirm={() => recover.mutate()}
    >
      Every delivery of {formatCount(group.consumerIds.length, 'consumer')} that used up its attempts in the last{' '}
      {formatCount(hours, 'hour')} is sent again, in the background and paced. Those still retrying are brought forward.
    </ConfirmDialog>
  )
}
