/** Messages of one minute; minutes without any may be left out. */
export interface MinuteCount {
  /** Minutes since the epoch, ascending. */
  readonly minute: number
  readonly count: number
}

/** How many would have waited at most, had only so many been let through a minute. */
export function passThrough(minutes: readonly MinuteCount[], perMinute: number): number {
  let waiting = 0
  let most = 0
  let last = minutes[0]?.minute ?? 0
  for (const { minute, count } of minutes) {
    waiting = Math.max(0, waiting - Math.max(0, minute - last - 1) * perMinute)
    waiting = Math.max(0, waiting + count - perMinute)
    most = Math.max(most, waiting)
    last = minute
  }
  return most
}
