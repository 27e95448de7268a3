/** A request as a scheme sees it: the bytes that were signed, and headers by lower-case name. */
export interface SignedRequest {
  readonly rawBody: Buffer
  header(name: string): string | null
  /** Epoch ms. */
  readonly now: number
}

/** Why a request was not let in: stored with the rejected request and answered as its code. */
export type RefusalReason =
  | 'missing_header'
  | 'malformed_header'
  | 'stale_time'
  | 'wrong_version'
  | 'bad_signature'
  | 'bad_credentials'
  | 'misconfigured'

export type Verification =
  | { readonly kind: 'verified' }
  /** The provider asks whether this address is ours: answered with this text instead of being stored. */
  | { readonly kind: 'challenge'; readonly answer: string }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly detail: string }

/** Seconds a signed time may differ from ours, either way. */
export const REPLAY_WINDOW_SECONDS = 300

export const VERIFIED: Verification = { kind: 'verified' }

/** A webhook that is not what its source demands, and why. */
export function refuse(reason: RefusalReason, detail: string): Verification {
  return { kind: 'refused', reason, detail }
}
