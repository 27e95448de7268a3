import type { LiveEvent, LiveKind } from '#lib/domain/live/schemas.ts'
import * as z from './shape.ts'

export type { LiveEvent, LiveKind }

export const LIVE_KINDS = [
  'received',
  'sent',
  'failed',
  'retried',
  'cancelled',
  'rejected',
] as const satisfies readonly LiveKind[]

const liveEventSchema = z.trusted<LiveEvent>()

export interface LiveStreamHandlers {
  readonly onEvent: (event: LiveEvent) => void
  /** Lines between the last one and the next are not shown: the stream could not go on where it was. */
  readonly onGap: () => void
  readonly onState: (state: LiveState) => void
}

export type LiveState = 'connecting' | 'open' | 'lost'

/** Follows an instance's live log; the browser connects again by itself and goes on after the last line. */
export function openLiveStream(instanceId: string, handlers: LiveStreamHandlers): () => void {
  const stream = new EventSource(`/api/v1/app/${instanceId}/live`)
  stream.addEventListener('open', () => handlers.onState('open'))
  stream.addEventListener('error', () =>
    handlers.onState(stream.readyState === EventSource.CLOSED ? 'lost' : 'connecting'),
  )
  stream.addEventListener('gap', () => handlers.onGap())
  stream.addEventListener('message', ({ data }) => {
    const parsed = liveEventSchema.safeParse(JSON.parse(String(data)))
    if (parsed.success) handlers.onEvent(parsed.data)
  })
  return () => stream.close()
}
