'use client'
import { parseAsString, useQueryState } from 'nuqs'
import type { ReactNode } from 'react'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Select } from '#components/ui/select.tsx'
import { fillIn } from './snippet.ts'
import { SNIPPETS } from './snippets.ts'

type VerifyCodeProps = {
  /** Where the receiver is: its path is filled in. */
  url: string
  /** Null: not shown. */
  secret: string | null
  /** The button that shows the secret. */
  reveal: ReactNode
}

const MASKED = 'whsec_••••••••'
const OPTIONS = SNIPPETS.map(({ id, label }) => ({ value: id, label }))

/** Code that verifies what a consumer gets, for one language at a time; the language is part of the page's address. */
export function VerifyCode({ url, secret, reveal }: VerifyCodeProps) {
  const [language, setLanguage] = useQueryState('language', parseAsString.withDefault('next'))
  const chosen = SNIPPETS.find(({ id }) => id === language) ?? SNIPPETS[0]
  if (chosen === undefined) return null
  const { id, label, install, note, code } = fillIn(chosen, url)
  const choice = <Select label="Language" hideLabel options={OPTIONS} value={id} onChange={setLanguage} />
  return (
    <Panel title="Verify the signature" isPadded actions={choice}>
      <div className="grid gap-3">
        <p className="max-w-[72ch] text-ink-2">
          Each request carries <span className="mono">webhook-id</span>, <span className="mono">webhook-timestamp</span>{' '}
          and <span className="mono">webhook-signature</span>: an HMAC-SHA256 over{' '}
          <span className="mono">id.timestamp.body</span>. Verify the raw body, refuse times more than 5 minutes away,
          and drop an id that you have seen: a retry keeps it.
        </p>
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="text-ink-2">Receives at</span>
          <span className="mono break-all">{url}</span>
        </p>
        <div className="flex flex-wrap items-start gap-2">
          <div className="min-w-0 grow">
            <CodeBlock
              code={`export WEBHOOK_SECRET='${secret ?? MASKED}'`}
              label="environment"
              language="shell"
              hasCopy={secret !== null}
            />
          </div>
          {reveal}
        </div>
        {install !== '' && <CodeBlock code={install} label="install command" language="shell" />}
        <p className="max-w-[72ch] text-ink-2">{note.split('`').map(markCode)}</p>
        <CodeBlock code={code.trimEnd()} label={`${label} code`} language="code" hasNumbers />
      </div>
    </Panel>
  )
}

/** Every second part of a text split at back-ticks is code. */
function markCode(part: string, index: number): ReactNode {
  return index % 2 === 0 ? (
    part
  ) : (
    <code key={part} className="mono">
      {part}
    </code>
  )
}
