'use client'
import { useMutation } from '@tanstack/react-query'
import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Select } from '#components/ui/select.tsx'
import { revealSecret } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { SNIPPETS } from './verify-snippets.ts'

const MASKED = 'whsec_…'

/** Code that verifies what this consumer gets, with its secret once it is revealed. */
export function VerifyTab({ instanceId, consumer }: { instanceId: string; consumer: ConsumerItem }) {
  const [language, setLanguage] = useQueryState('language', parseAsString.withDefault('next'))
  const [secret, setSecret] = useState<string | null>(null)
  const mayRead = useCan('secret:read')
  const reveal = useMutation({
    mutationFn: () => revealSecret(instanceId, consumer.id),
    onSuccess: setSecret,
    onError: notifyRequestError('The secret was not shown'),
  })
  const snippet = SNIPPETS.find(({ id }) => id === language) ?? SNIPPETS[0]
  if (!snippet) return null
  return (
    <Panel
      title="Verify the signature"
      count="HMAC-SHA256 over id.timestamp.body"
      isPadded
      actions={
        <>
          <Select
            label="Language"
            hideLabel
            options={SNIPPETS.map(({ id, label }) => ({ value: id, label }))}
            value={snippet.id}
            onChange={setLanguage}
          />
          {mayRead && (
            <Button
              icon={secret === null ? <Eye /> : <EyeOff />}
              isBusy={reveal.isPending}
              onPress={() => (secret === null ? reveal.mutate() : setSecret(null))}
            >
              {secret === null ? 'Fill in the secret' : 'Hide the secret'}
            </Button>
          )}
        </>
      }
    >
      <div className="grid gap-3">
        <p className="max-w-[72ch] text-ink-2">
          Each request carries <span className="mono">webhook-id</span>, <span className="mono">webhook-timestamp</span>{' '}
          and <span className="mono">webhook-signature</span>. Verify the raw body, refuse timestamps older than 5
          minutes, and drop an id that you have seen: a retry keeps it.
        </p>
        {snippet.install !== '' && <CodeBlock code={snippet.install} label="install command" language="shell" />}
        <CodeBlock code={snippet.code(secret ?? MASKED)} label={`${snippet.label} code`} language="code" hasNumbers />
      </div>
    </Panel>
  )
}
