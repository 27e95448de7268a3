import { Link } from '#components/ui/link.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { formatNumber } from '#lib/format.ts'
import type { OverviewView } from '#lib/queries/overview.ts'

type QueueContextProps = { instanceId: string; queue: OverviewView['queue'] }

/** What the queue is made of, each part with the way to where it can be seen. */
export function QueueContext({ instanceId, queue }: QueueContextProps) {
  const { due, retrying, held, oldestDue, waiting } = queue
  if (waiting === 0) return 'nothing waits'
  const parts = [
    { many: due, word: 'due', href: `/${instanceId}/logs?status=sending` },
    { many: retrying, word: 'retrying', href: `/${instanceId}/logs?status=attempting` },
    { many: held, word: 'held', href: `/${instanceId}/consumers?state=paused` },
  ].filter(({ many }) => many > 0)
  return (
    <>
      {parts.map(({ many, word, href }, index) => (
        <span key={word}>
          {index > 0 && ', '}
          <Link variant="quiet" href={href} className="whitespace-nowrap underline decoration-line-strong">
            {formatNumber(many)} {word}
          </Link>
        </span>
      ))}
      {parts.length === 0 && 'sent later'}
      {oldestDue !== null && (
        <>
          {', '}
          <Link
            variant="quiet"
            href={`/${instanceId}/consumers/${oldestDue.consumerId}`}
            className="underline decoration-line-strong"
          >
            oldest due <RelativeTime at={oldestDue.at} />
          </Link>
        </>
      )}
    </>
  )
}
