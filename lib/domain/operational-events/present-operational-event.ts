import { formatId } from '../ids.ts'

interface Named {
  readonly id: string
  readonly uid: string | null
}

/** Who an event is about, in the words of the public operational webhooks. */
export function presentSubject(instance: Named, consumer: Named) {
  return {
    appId: formatId('instance', instance.id),
    appUid: instance.uid,
    endpointId: formatId('consumer', consumer.id),
    endpointUid: consumer.uid,
  }
}

/** A consumer that was disabled: by Posthorn after days of failures, or by a person. */
export function presentDisabled(instance: Named, consumer: Named, failingSince: Date | null, byPosthorn: boolean) {
  const trigger = byPosthorn ? 'automatic' : 'manual'
  return { ...presentSubject(instance, consumer), failSince: failingSince?.toISOString() ?? null, trigger }
}

/** A delivery's turning point with the attempt that made it. */
export function presentAttemptEvent(
  instance: Named,
  consumer: Named,
  attempt: {
    readonly messageId: string
    readonly eventId: string | null
    readonly attemptId: string
    readonly statusCode: number | null
    readonly at: Date
  },
) {
  const { endpointUid: _unused, ...subject } = presentSubject(instance, consumer)
  return {
    ...subject,
    msgId: formatId('message', attempt.messageId),
    msgEventId: attempt.eventId,
    lastAttempt: {
      id: formatId('attempt', attempt.attemptId),
      responseStatusCode: attempt.statusCode ?? 0,
      timestamp: attempt.at.toISOString(),
    },
  }
}
