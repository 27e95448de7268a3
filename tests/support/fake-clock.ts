import type { Clock } from '#lib/engine/index.ts'

interface Alarm {
  readonly at: number
  readonly run: () => void
}

/** A clock that stands still until it is moved: alarms run in order while it is advanced. */
export class FakeClock implements Clock {
  #elapsed = 0
  readonly #epoch: number
  readonly #alarms = new Set<Alarm>()

  /** @param epoch database time at the start, in epoch ms */
  constructor(epoch = Date.UTC(2026, 0, 1)) {
    this.#epoch = epoch
  }

  monotonic(): number {
    return this.#elapsed
  }

  database(): number {
    return this.#epoch + this.#elapsed
  }

  after(ms: number, run: () => void): () => void {
    const alarm = { at: this.#elapsed + Math.max(0, ms), run }
    this.#alarms.add(alarm)
    return () => this.#alarms.delete(alarm)
  }

  /** Moves time on by `ms`, running every alarm on the way at its own moment. */
  advance(ms: number): void {
    const end = this.#elapsed + ms
    for (;;) {
      let next: Alarm | null = null
      for (const alarm of this.#alarms) if (alarm.at <= end && (next === null || alarm.at < next.at)) next = alarm
      if (next === null) break
      this.#alarms.delete(next)
      this.#elapsed = Math.max(this.#elapsed, next.at)
      next.run()
    }
    this.#elapsed = end
  }
}
