import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import { formatBytes } from '#lib/format.ts'
import type { TrialView } from '#lib/queries/transformations.ts'

/** What the code printed, what became of it, and where it failed. */
export function TrialConsole({ trial }: { trial: TrialView | undefined }) {
  return (
    <section aria-label="Console" className="grid gap-1 border-line border-t px-4 py-2.5">
      <h3 className="text-ink-2 text-xs">Console</h3>
      <div aria-live="polite" className="grid max-h-40 gap-0.5 overflow-y-auto">
        {trial === undefined && <p className="text-ink-3 text-xs">Run the code to see what it makes of the event.</p>}
        {trial?.console.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a printed line is its place
          <p key={index} className="mono whitespace-pre-wrap break-all">
            {line}
          </p>
        ))}
        {trial && <Verdict trial={trial} />}
      </div>
    </section>
  )
}

function Verdict({ trial: { before, after, error } }: { trial: TrialView }) {
  if (error !== null)
    return (
      <p className="flex items-start gap-1.5 text-failure text-xs">
        <StatusGlyph kind="failure" size="xs" className="mt-0.5" />
        <span>
          {error.line !== null && <b className="font-medium">{`Line ${error.line}, column ${error.column ?? 1}: `}</b>}
          {error.message}
        </span>
      </p>
    )
  if (after === null) return null
  if (after.cancel)
    return (
      <p className="flex items-start gap-1.5 text-cancelled text-xs">
        <StatusGlyph kind="cancelled" size="xs" className="mt-0.5" />
        Cancelled: nothing would be sent, and the log shows a cancelled success.
      </p>
    )
  const changed = [
    after.method === before.method ? '' : `method ${after.method}`,
    after.url === before.url ? '' : `to ${after.url}`,
    after.eventType === before.eventType ? '' : `event type ${after.eventType}`,
    JSON.stringify(after.headers) === JSON.stringify(before.headers) ? '' : 'headers changed',
  ].filter((text) => text !== '')
  return (
    <p className="mono text-ink-2">
      returned, not cancelled, {bytes(before.payload)} → {bytes(after.payload)}
      {changed.map((text) => `, ${text}`)}
    </p>
  )
}

function bytes(payload: unknown): string {
  return formatBytes(new TextEncoder().encode(JSON.stringify(payload) ?? '').length)
}
