'use client'
import { useQuery } from '@tanstack/react-query'
import RotateCw from 'lucide-react/icons/rotate-cw'
import { useCan } from '#components/frame/permissions.tsx'
import { AttemptTape } from '#components/ui/attempt-tape.tsx'
import { Button } from '#components/ui/button.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Diagnosis } from '#components/ui/diagnosis.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { HeaderList } from '#components/ui/header-list.tsx'
import { Link } from '#components/ui/link.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { formatBytes, formatExact, shortenId } from '#lib/format.ts'
import { messageQueries } from '#lib/queries/messages.ts'
import type { AttemptItem, ConsumerItem } from '#lib/queries/schemas.ts'
import { attemptCode, isPending, wasSent } from './attempt-status.ts'
import { tapeUpTo } from './attempt-tape.ts'
import { AttemptTiming } from './attempt-timing.tsx'
import { curlOf } from './curl-of.ts'
import { diagnoseAttempt } from './diagnose-attempt.ts'
import { sentHeaders } from './sent-headers.ts'
import { useResend } from './use-resend.ts'

type Props = {
  instanceId: string
  attempt: AttemptItem
  consumer: Pick<ConsumerItem, 'id'>
  /** Of the schedule that it belongs to; 0 while that is not known. */
  steps: number
}

/** Why it failed, when, how long each phase took, what was sent and what came back. */
export function AttemptDetail({ instanceId, attempt, consumer, steps }: Props) {
  return (
    <>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2">
        <span className="mono min-w-0 break-all font-medium">{attempt.eventType}</span>
        <Link href={`/${instanceId}/logs/${attempt.msgId}`} variant="quiet" className="mono">
          {shortenId(attempt.msgId)}
        </Link>
        <CopyButton value={attempt.msgId} label="message id" />
        {attempt.trigger === 'scheduled' && attempt.n > 0 && (
          <span className="ml-auto">
            <AttemptTape cells={tapeUpTo(attempt, steps)} />
          </span>
        )}
      </div>
      <AttemptVerdict instanceId={instanceId} attempt={attempt} consumerId={consumer.id} />
      <div className="-mx-5 border-line border-y px-1">
        <PropertyList isSlim items={facts(attempt)} />
      </div>
      {wasSent(attempt) && (
        <>
          <AttemptTiming attempt={attempt} />
          <AttemptResponse attempt={attempt} />
        </>
      )}
      <AttemptRequest instanceId={instanceId} attempt={attempt} />
    </>
  )
}

function AttemptVerdict({
  instanceId,
  attempt,
  consumerId,
}: {
  instanceId: string
  attempt: AttemptItem
  consumerId: string
}) {
  const resend = useResend(instanceId)
  const mayResend = useCan('delivery:write')
  const mayWrite = useCan('consumer:write')
  const diagnosis = diagnoseAttempt(attempt)
  const again = mayResend && (
    <Button
      icon={<RotateCw />}
      isBusy={resend.isPending}
      busyLabel="Sending…"
      onPress={() => resend.mutate({ messageId: attempt.msgId, consumerId })}
    >
      Resend now
    </Button>
  )
  if (attempt.outcome === 'cancelled')
    return (
      <Diagnosis kind="cancelled" title="The transformation cancelled it." actions={again}>
        It set <span className="mono">cancel</span>: nothing was sent, and it counts as done.
      </Diagnosis>
    )
  if (diagnosis === null) return <div>{again}</div>
  const addHeader = mayWrite && diagnosis.isAboutHeader && (
    <ButtonLink href={`/${instanceId}/consumers/${consumerId}?tab=advanced`}>Add the header</ButtonLink>
  )
  return (
    <Diagnosis
      kind="failure"
      title={diagnosis.title}
      actions={
        <>
          {addHeader}
          {again}
        </>
      }
    >
      {diagnosis.advice}
    </Diagnosis>
  )
}

const TRIGGERS: Readonly<Record<AttemptItem['trigger'], string>> = {
  scheduled: 'Scheduled',
  manual: 'Resent by hand',
  test: 'Test',
  replay: 'Replay',
}

function facts(attempt: AttemptItem) {
  return [
    {
      label: wasSent(attempt) ? 'Sent' : 'Ended',
      value: (
        <>
          {formatExact(attempt.timestamp, 'local')}
          <RelativeTime at={attempt.timestamp} className="text-ink-3" />
        </>
      ),
    },
    { label: 'Trigger', value: TRIGGERS[attempt.trigger] },
    ...(attempt.nextAt === null
      ? []
      : [
          {
            label: isPending(attempt) ? 'Next attempt' : 'Next was due',
            value: (
              <RelativeTime at={attempt.nextAt} className={isPending(attempt) ? 'font-medium text-retrying' : ''} />
            ),
          },
        ]),
  ]
}

function AttemptResponse({ attempt }: { attempt: AttemptItem }) {
  return (
    <Disclosure
      isOpen
      title={
        <>
          Response{' '}
          <span className={`mono font-normal ${diagnoseAttempt(attempt) ? 'text-failure' : 'text-ink-2'}`}>
            {attemptCode(attempt)}
          </span>
        </>
      }
      tools={attempt.response !== '' && <CopyButton value={attempt.response} label="response body" />}
    >
      {attempt.responseHeaders.length > 0 && (
        <HeaderList
          headers={attempt.responseHeaders.map((entry) => ({
            ...entry,
            isNotable: /^(www-authenticate|retry-after|location)$/i.test(entry.name),
          }))}
        />
      )}
      {attempt.response === '' ? (
        <p className="text-ink-3 text-xs">No body.</p>
      ) : (
        <CodeBlock
          code={pretty(attempt.response)}
          copyValue={attempt.response}
          label="response body"
          language="json"
          isWrapped
          hasCopy={false}
        />
      )}
    </Disclosure>
  )
}

function AttemptRequest({ instanceId, attempt }: { instanceId: string; attempt: AttemptItem }) {
  const message = useQuery({ ...messageQueries.one(instanceId, attempt.msgId), enabled: attempt.requestBody === null })
  const body = attempt.requestBody ?? (message.data ? JSON.stringify(message.data.payload) : '')
  const size = attempt.requestBody === null ? message.data?.size : new TextEncoder().encode(body).length
  return (
    <Disclosure
      isOpen
      title={
        <>
          Request{' '}
          <span className="font-normal text-ink-3 text-xs">
            {wasSent(attempt) ? attempt.method : 'none was sent; this is the event'}
            {size !== undefined && `, ${formatBytes(size)}`}
            {attempt.requestBody !== null && ', transformed'}
          </span>
        </>
      }
      tools={wasSent(attempt) && <CopyButton value={curlOf(attempt, body)} label="request as curl" />}
    >
      {wasSent(attempt) && (
        <>
          <p className="mono flex items-start gap-1">
            <span className="min-w-0 break-all">{attempt.url}</span>
            <CopyButton value={attempt.url} label="URL" />
          </p>
          <HeaderList headers={sentHeaders(attempt)} />
        </>
      )}
      {body !== '' && <CodeBlock code={pretty(body)} copyValue={body} label="request body" language="json" isWrapped />}
    </Disclosure>
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
