import { DomainError } from '#lib/domain/errors.ts'

/** `unavailable`, with the word that nothing was accepted and the time to send it again. `reason`: a whole sentence. */
export function nothingAccepted(reason: string, cause?: unknown): DomainError {
  return new DomainError('unavailable', `${reason} Nothing was accepted: send it again.`, { retryAfter: 1, cause })
}

export const tooMuchAtOnce = () => nothingAccepted('Too much is being accepted at once.')
