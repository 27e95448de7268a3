'use client'
import { useQuery } from '@tanstack/react-query'
import { Dialog } from '#components/ui/dialog.tsx'
import { Diff } from '#components/ui/diff.tsx'
import { formatExact, formatLatency, shortenId } from '#lib/format.ts'
import { messageQueries } from '#lib/queries/messages.ts'
import type { AttemptItem } from '#lib/queries/schemas.ts'
import { attemptCode, attemptStatus } from './attempt-status.ts'
import { sentHeaders } from './sent-headers.ts'

type Props = {
  instanceId: string
  /** The earlier one first. */
  attempts: readonly [AttemptItem, AttemptItem]
  onOpenChange: (isOpen: boolean) => void
}

const FACTS: readonly { label: string; of: (attempt: AttemptItem) => string }[] = [
  { label: 'Status', of: (attempt) => attemptStatus(attempt).word },
  { label: 'Code', of: attemptCode },
  { label: 'Sent', of: ({ timestamp }) => formatExact(timestamp, 'local') },
  { label: 'Message', of: ({ msgId }) => shortenId(msgId) },
  { label: 'Trigger', of: ({ trigger, n }) => (trigger === 'scheduled' ? `attempt ${n}` : trigger) },
  { label: 'Latency', of: ({ durationMs }) => formatLatency(durationMs) },
  { label: 'Address', of: ({ remoteAddress }) => remoteAddress ?? '–' },
  { label: 'TLS', of: ({ tlsVersion }) => tlsVersion ?? '–' },
  { label: 'URL', of: ({ url }) => url },
]

/** Two attempts side by side: what differs is marked, in figures, request and response. */
export function CompareDialog({ instanceId, attempts: [left, right], onOpenChange }: Props) {
  const bodies = [useBody(instanceId, left), useBody(instanceId, right)] as const
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title="Compare two attempts" size="lg">
      <table className="w-full table-fixed text-left">
        <thead className="text-ink-3 text-xs">
          <tr>
            <th className="w-20 py-1 font-medium">
              <span className="sr-only">Fact</span>
            </th>
            <th className="py-1 font-medium">Earlier</th>
            <th className="py-1 font-medium">Later</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {FACTS.map(({ label, of }) => {
            const differs = of(left) !== of(right)
            return (
              <tr key={label}>
                <th className="py-1 font-normal text-ink-3">{label}</th>
                <td className={`break-all py-1 pr-3 ${differs ? 'font-medium' : 'text-ink-2'}`}>{of(left)}</td>
                <td className={`break-all py-1 ${differs ? 'font-medium' : 'text-ink-2'}`}>{of(right)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <Part title="Request headers" before={headerText(sentHeaders(left))} after={headerText(sentHeaders(right))} />
      <Part title="Request body" before={bodies[0]} after={bodies[1]} />
      <Part
        title="Response headers"
        before={headerText(left.responseHeaders)}
        after={headerText(right.responseHeaders)}
      />
      <Part title="Response body" before={pretty(left.response)} after={pretty(right.response)} />
    </Dialog>
  )
}

function useBody(instanceId: string, { msgId, requestBody }: AttemptItem): string {
  const message = useQuery({ ...messageQueries.one(instanceId, msgId), enabled: requestBody === null })
  return requestBody === null ? JSON.stringify(message.data?.payload ?? null, null, 2) : pretty(requestBody)
}

function Part({ title, before, after }: { title: string; before: string; after: string }) {
  return (
    <section aria-label={title} className="grid gap-1.5">
      <h3 className="text-ink-2">
        {title} {before === after && <span className="text-ink-3 text-xs">the same</span>}
      </h3>
      {before !== after && <Diff before={before} after={after} label={`${title}, compared`} />}
    </section>
  )
}

function headerText(headers: readonly { readonly name: string; readonly value: string }[]): string {
  return headers.map(({ name, value }) => `${name}: ${value}`).join('\n')
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
