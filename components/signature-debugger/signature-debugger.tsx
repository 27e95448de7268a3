'use client'
import { useMutation } from '@tanstack/react-query'
import ShieldCheck from 'lucide-react/icons/shield-check'
import { type FormEvent, useState } from 'react'
import { ErrorState } from '#components/feedback/error-state.tsx'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { checkSignature } from '#lib/queries/signatures.ts'
import { ConsumerChoice } from './consumer-choice.tsx'
import { readPastedHeaders } from './read-pasted-headers.ts'
import { SignatureVerdictView } from './signature-verdict.tsx'

type SignatureDebuggerProps = {
  instanceId: string
  /** Judge by this consumer's secrets; without it one is picked, or a secret pasted. */
  consumer?: { readonly id: string; readonly name: string }
}

const HEADERS_LIKE = 'webhook-id: msg_…\nwebhook-timestamp: 1795470000\nwebhook-signature: v1,…'

/** Paste what the receiver got: says whether the signature is right, and if not what is wrong with it. */
export function SignatureDebugger({ instanceId, consumer }: SignatureDebuggerProps) {
  const [body, setBody] = useState('')
  const [headers, setHeaders] = useState('')
  const [secret, setSecret] = useState('')
  const [picked, setPicked] = useState<string | null>(null)
  const endpointId = secret === '' ? (consumer?.id ?? picked ?? undefined) : undefined
  const check = useMutation({
    mutationFn: () =>
      checkSignature(instanceId, {
        body,
        headers: readPastedHeaders(headers),
        ...(endpointId === undefined ? { secrets: [secret.trim()] } : { endpointId }),
      }),
  })
  const canCheck = endpointId !== undefined || secret.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (canCheck) check.mutate()
  }
  return (
    <Panel title="Signature debugger" count="nothing of it is stored" isPadded>
      <form onSubmit={submit} className="grid gap-4">
        <TextArea
          label="Headers of the request"
          mono
          rows={4}
          value={headers}
          onChange={setHeaders}
          placeholder={HEADERS_LIKE}
          description="Lines, curl options or JSON; only the three webhook-… (or svix-…) headers count."
        />
        <TextArea label="Raw body" mono rows={6} value={body} onChange={setBody} placeholder='{"eventType": "…"}' />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {consumer === undefined && <ConsumerChoice instanceId={instanceId} value={picked} onChange={setPicked} />}
          <PasswordField
            label={consumer === undefined ? 'Or a secret' : 'Another secret'}
            hint={consumer === undefined ? undefined : 'optional'}
            value={secret}
            onChange={setSecret}
            autoComplete="off"
            placeholder="whsec_…"
            description={consumer === undefined ? undefined : `Empty: the secrets of ${consumer.name}.`}
          />
        </div>
        <div>
          <Button
            type="submit"
            variant="primary"
            icon={<ShieldCheck />}
            isDisabled={!canCheck}
            isBusy={check.isPending}
          >
            Check signature
          </Button>
        </div>
        <div aria-live="polite">
          {check.isError && <ErrorState title={check.error.message} />}
          {check.data && !check.isPending && <SignatureVerdictView verdict={check.data} body={body} />}
        </div>
      </form>
    </Panel>
  )
}
