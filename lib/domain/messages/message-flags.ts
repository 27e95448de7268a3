/** Bits of `message.flags`. */
export const MESSAGE_FLAG = {
  /** Sent to one consumer to try it; excluded from replay, auto-disable and accepted counts. */
  test: 1,
  /** Came in over an inbox source: stored and shown, never fanned out. */
  inbox: 2,
  /** Posthorn's own event, for operational consumers only. */
  operational: 4,
} as const
