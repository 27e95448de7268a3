'use client'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'

type ShownOnceProps = { label: string; value: string; children: ReactNode; onDone: () => void }

/** A link or token that cannot be shown again: copy it, then close. */
export function ShownOnce({ label, value, children, onDone }: ShownOnceProps) {
  return (
    <div className="grid gap-4">
      <p className="text-ink-2">{children}</p>
      <CodeBlock code={value} label={label} language="text" isWrapped />
      <Button size="md" variant="primary" className="justify-self-end" onPress={onDone}>
        I have copied it
      </Button>
    </div>
  )
}
