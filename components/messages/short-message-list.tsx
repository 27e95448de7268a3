import { DeliveryCounts } from '#components/deliveries/delivery-counts.tsx'
import { Link } from '#components/ui/link.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { shortenId } from '#lib/format.ts'
import type { LoggedMessage } from '#lib/queries/logged-messages.ts'

/** A short list of messages, newest first, each with what became of its deliveries. */
export function ShortMessageList({ instanceId, messages }: { instanceId: string; messages: readonly LoggedMessage[] }) {
  return (
    <ul className="@container divide-y divide-line">
      {messages.map(({ message, deliveries }) => (
        <li key={message.id} className="flex items-center gap-x-3 gap-y-1 px-4 py-2 @max-md:flex-wrap">
          <Link
            href={`/${instanceId}/logs/${message.id}`}
            variant="plain"
            className="min-w-0 truncate @max-md:basis-full"
          >
            <span className="mono">{message.eventType}</span>
          </Link>
          <span className="mono text-ink-3 @max-2xl:hidden">{shortenId(message.id)}</span>
          <span className="ml-auto flex shrink-0 items-center gap-3">
            <DeliveryCounts counts={deliveries} />
            <RelativeTime at={message.createdAt} className="w-16 text-right text-ink-3 text-xs" />
          </span>
        </li>
      ))}
    </ul>
  )
}
