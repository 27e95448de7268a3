/** Resolves in the first turn of the event loop in which the condition holds; rejects after 2,000 turns. */
export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2000; turn++) {
    if (condition()) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error(`it never came true: ${condition}`)
}

/** Lets everything that is ready run. */
export async function settleDown(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}
