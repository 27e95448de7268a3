import type { ErrorKind } from './types.ts'

/** Where an exchange stands. `response`: connected, waiting for the response headers. */
export type ConnectPhase = 'dns' | 'connect' | 'tls' | 'response'

/** A connection could not be made. Its own class, so that undici never takes it for one of its recoverable errors. */
export class ConnectFailure extends Error {
  override readonly name = 'ConnectFailure'
  readonly phase: ConnectPhase
  /** Set where the reason is known already; otherwise it is read from `cause`. */
  readonly kind: ErrorKind | null

  constructor(phase: ConnectPhase, kind: ErrorKind | null, message: string, cause?: unknown) {
    super(message, { cause })
    this.phase = phase
    this.kind = kind
  }
}
