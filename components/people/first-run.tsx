'use client'
import Check from 'lucide-react/icons/check'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FirstInstanceForm } from './first-instance-form.tsx'
import { FirstOwnerForm } from './first-owner-form.tsx'

type FirstRunProps = { step: 'owner' | 'instance'; asksToken: boolean }

const STEPS = ['Owner', 'Instance', 'Event types'] as const
const ORDER = ['owner', 'instance', 'types'] as const
type Step = (typeof ORDER)[number]

/** The first visit: who owns it, what the first instance is called, which event types it starts with. */
export function FirstRun({ step: reached, asksToken }: FirstRunProps) {
  const router = useRouter()
  const [loadsTypes, setLoadsTypes] = useState(false)
  const step: Step = loadsTypes ? 'types' : reached
  const at = ORDER.indexOf(step)
  return (
    <>
      <ol aria-label="Steps" className="grid grid-cols-3 gap-1">
        {STEPS.map((label, index) => {
          const [isDone, isCurrent] = [index < at, index === at]
          return (
            <li
              key={label}
              aria-current={isCurrent ? 'step' : undefined}
              className={`border-t-2 pt-2 text-xs ${isDone || isCurrent ? 'border-accent-edge' : 'border-line-strong'} ${isCurrent ? 'font-medium' : 'text-ink-3'}`}
            >
              {isDone && <Check aria-label="done" className="mr-1 inline size-3" />}
              {label}
            </li>
          )
        })}
      </ol>
      {step === 'owner' ? (
        // The server says what is next: a program with the root token may have made an instance already.
        <FirstOwnerForm asksToken={asksToken} onDone={() => router.refresh()} />
      ) : (
        <FirstInstanceForm onTypes={() => setLoadsTypes(true)} />
      )}
    </>
  )
}
