/**
 * Runs work once for all who ask at the same time. A turn under way may have looked too early for a later caller: what
 * comes meanwhile shares one more turn behind it.
 */
export class SharedTurns<Key> {
  readonly #running = new Map<Key, Promise<void>>()
  readonly #queued = new Map<Key, Promise<void>>()

  /** Resolves when a turn that began after this call has ended; rejects as its work does. */
  run(key: Key, work: () => Promise<void>): Promise<void> {
    const running = this.#running.get(key)
    if (running === undefined) return this.#start(key, work)
    const known = this.#queued.get(key)
    if (known !== undefined) return known
    const next = () => {
      this.#queued.delete(key)
      return this.#start(key, work)
    }
    const queued = running.then(next, next)
    this.#queued.set(key, queued)
    return queued
  }

  #start(key: Key, work: () => Promise<void>): Promise<void> {
    const turn = work().finally(() => this.#running.delete(key))
    this.#running.set(key, turn)
    return turn
  }
}
