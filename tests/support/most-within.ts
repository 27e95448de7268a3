/** Most events in any window of that many ms. */
export function mostWithin(requests: readonly { readonly at: Date }[], windowMs: number): number {
  const times = requests.map(({ at }) => at.getTime()).sort((a, b) => a - b)
  let first = 0
  let most = 0
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? 0) <= time - windowMs) first++
    most = Math.max(most, index - first + 1)
  }
  return most
}
