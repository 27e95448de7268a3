const PREFIX = 'portal:'

/** The name that access of a session goes by, so that one session's can be ended. */
export function portalName(sessionId: string | null): string {
  return sessionId === null ? 'portal' : `${PREFIX}${sessionId}`
}

/** The session id in such a name. */
export function portalSessionId(name: string): string | null {
  return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : null
}
