const DAY_MS = 86_400_000

/** When a body is gone: at its own end, or with the last of the days that are kept, which are whole ones in UTC. */
export function keptUntil(acceptedAt: number, expungeAt: Date | null, retentionDays: number): Date {
  const dropped = (Math.floor(acceptedAt / DAY_MS) + retentionDays + 1) * DAY_MS
  return new Date(Math.min(dropped, expungeAt?.getTime() ?? dropped))
}
