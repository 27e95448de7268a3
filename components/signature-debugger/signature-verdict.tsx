import { CodeBlock } from '#components/ui/code-block.tsx'
import { Diagnosis } from '#components/ui/diagnosis.tsx'
import { Diff } from '#components/ui/diff.tsx'
import { formatClock } from '#lib/format.ts'
import type { SignatureVerdict } from '#lib/queries/signatures.ts'

/** What the check found, with the next step; for a changed body, what was signed beside what arrived. */
export function SignatureVerdictView({ verdict, body }: { verdict: SignatureVerdict; body: string }) {
  if (verdict.kind === 'verified')
    return (
      <Diagnosis kind="success" title="The signature is right.">
        It was made for <span className="mono break-all">{verdict.id}</span> at{' '}
        {formatClock(new Date(verdict.timestamp * 1000).toISOString())}, and the time is within 5 minutes.
      </Diagnosis>
    )
  return (
    <div className="grid gap-3">
      <Diagnosis kind="failure" title={verdict.message}>
        {nextStep(verdict)}
      </Diagnosis>
      {verdict.fault === 'altered_body' && <Bodies signed={verdict.signedBody} received={body} />}
    </div>
  )
}

function nextStep(verdict: Exclude<SignatureVerdict, { kind: 'verified' }>): string {
  switch (verdict.fault) {
    case 'missing_header':
      return 'Paste all headers of the request. If they are gone at your receiver, a proxy in front of it removes them.'
    case 'malformed_timestamp':
    case 'malformed_signature':
      return 'Paste the header exactly as it was received: something on the way rewrote it.'
    case 'stale_time':
      return verdict.signatureMatches
        ? 'Set the receiver’s clock, and verify before the work is queued. A retry is signed anew.'
        : 'Check the secret and the body too: the time is not the only thing that is wrong.'
    case 'wrong_version':
      return 'Verify the v1 entry of the header; others are for keys of another kind.'
    case 'malformed_secret':
      return 'A signing secret is whsec_ and base64 text. Copy it from the consumer’s page.'
    case 'altered_body':
      return verdict.reserialised ? 'Below: what was signed, and what was checked.' : 'Below: where they differ.'
    case 'wrong_secret':
      return verdict.label === null
        ? 'Copy the secret from the consumer’s page, and paste the body byte for byte.'
        : 'Give the receiver the secret of the consumer that sends to it.'
  }
}

/** Line by line where they have lines; a difference in white space alone shows in the escaped text. */
function Bodies({ signed, received }: { signed: string; received: string }) {
  const [before, after] = [signed, received].map((text) => JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"'))
  const isLong = signed.length > 4000
  return (
    <div className="grid gap-2">
      <p className="text-ink-2 text-xs">
        {signed.length} characters were signed, {received.length} were checked. − signed, + checked; \n is a line end.
      </p>
      {isLong ? (
        <CodeBlock code={signed} label="signed body" language="text" isWrapped />
      ) : (
        <Diff before={before ?? ''} after={after ?? ''} label="Signed and checked body" language="text" />
      )}
    </div>
  )
}
