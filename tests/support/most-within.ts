/** Most events in any window of that many ms; `at` is a date or epoch ms. */
export function mostWithin(requests: readonly { readonly at: Date | number }[], windowMs: number): number {
  const times = requests.map(({ at }) => Number(at)).sort((a, b) => a - b)
  let first = 0
  let most = 0
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? 0) <= time - windowMs) first++
    most = Math.max(most, index - first + 1)
  }
  return most
}
