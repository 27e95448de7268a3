'use client'
import { useQuery } from '@tanstack/react-query'
import Check from 'lucide-react/icons/check'
import { useState } from 'react'
import { useCan } from '#components/frame/permissions.tsx'
import { Button } from '#components/ui/button.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { firstStepsQuery } from '#lib/queries/first-steps.ts'

/** What a new instance still needs: a consumer, a delivery, a verified signature. Ticks itself off. */
export function FirstSteps({ instanceId }: { instanceId: string }) {
  const mayWrite = useCan('consumer:write')
  const { isDismissed, dismiss } = useDismissed(instanceId)
  const { data } = useQuery({ ...firstStepsQuery(instanceId), enabled: mayWrite && !isDismissed })
  if (!mayWrite || isDismissed || !data || data.isSettled) return null
  const { consumerId, hasDelivered, hasVerified } = data
  const consumer = `/${instanceId}/consumers/${consumerId}`
  const steps = [
    {
      title: 'Add a consumer',
      detail: 'The endpoint that gets your events.',
      isDone: consumerId !== null,
      action: { label: 'Add consumer', href: `/${instanceId}/consumers/add` },
    },
    {
      title: 'Send a test',
      detail: 'An example event, with its attempt shown as it happens.',
      isDone: hasDelivered,
      action: { label: 'Send example', href: `${consumer}?tab=testing` },
    },
    {
      title: 'Verify the signature',
      detail: 'Paste what the consumer received and see that it verifies.',
      isDone: hasVerified,
      action: { label: 'Verify', href: `${consumer}?tab=verify` },
    },
  ]
  const next = steps.findIndex(({ isDone }) => !isDone)
  return (
    <Panel
      title={next < 0 ? 'All set' : 'First steps'}
      count={`${steps.filter(({ isDone }) => isDone).length} of ${steps.length} done`}
      actions={
        <Button variant="quiet" onPress={dismiss}>
          {next < 0 ? 'Close' : 'Dismiss'}
        </Button>
      }
    >
      <ol className="divide-y divide-line">
        {steps.map(({ title, detail, isDone, action }, index) => (
          <li key={title} className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
            <Tick isDone={isDone} number={index + 1} />
            <span className="grid min-w-0 flex-1">
              <span className={isDone ? 'text-ink-2' : 'font-medium'}>
                {title}
                {isDone && <span className="sr-only">, done</span>}
              </span>
              <span className="text-ink-3 text-xs">{detail}</span>
            </span>
            {index === next && (index === 0 || consumerId !== null) && (
              <ButtonLink href={action.href} variant="primary">
                {action.label}
              </ButtonLink>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Tick({ isDone, number }: { isDone: boolean; number: number }) {
  const look = isDone ? 'bg-success-soft text-success' : 'inset-ring inset-ring-line-strong text-ink-2'
  return (
    <span aria-hidden="true" className={`grid size-6 shrink-0 place-items-center rounded-full text-xs ${look}`}>
      {isDone ? <Check className="size-3.5" /> : number}
    </span>
  )
}

function useDismissed(instanceId: string) {
  const key = `posthorn.first-steps.${instanceId}`
  const [isDismissed, setDismissed] = useState(
    () => typeof window !== 'undefined' && localStorage.getItem(key) !== null,
  )
  const dismiss = () => {
    localStorage.setItem(key, 'dismissed')
    setDismissed(true)
  }
  return { isDismissed, dismiss }
}
