'use client'
import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import { useEffect, useState } from 'react'
import { cx } from './class-names.ts'
import { copyText } from './copy-text.ts'
import { PlainButton } from './plain-button.tsx'

type CopyButtonProps = {
  /** The text, or how to get it when it is expensive or secret. */
  value: string | (() => string | Promise<string>)
  /** What is copied, for screen readers: "message id". */
  label: string
  className?: string
}

type Outcome = 'idle' | 'copied' | 'failed'

/** Copies one value; shows a tick for two seconds and says so to screen readers. */
export function CopyButton({ value, label, className }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<Outcome>('idle')
  useEffect(() => {
    if (outcome === 'idle') return
    const timer = setTimeout(() => setOutcome('idle'), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    try {
      await copyText(typeof value === 'string' ? value : await value())
      setOutcome('copied')
    } catch {
      setOutcome('failed')
    }
  }
  return (
    <>
      <PlainButton
        aria-label={`Copy ${label}`}
        onPress={copy}
        className={cx(
          '-my-1 inline-grid size-6 shrink-0 place-items-center rounded-xs text-ink-3 hover:bg-hover hover:text-ink [&_svg]:size-3.5',
          className,
        )}
      >
        {outcome === 'copied' ? <Check className="text-success" /> : <Copy />}
      </PlainButton>
      <span aria-live="polite" className={outcome === 'failed' ? 'text-failure text-xs' : 'sr-only'}>
        {outcome === 'copied' && `Copied ${label}`}
        {outcome === 'failed' && 'Not copied: the browser refused. Select it and copy by keyboard.'}
      </span>
    </>
  )
}
