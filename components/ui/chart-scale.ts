/** Top of the axis: the next of 1, 2, 3, 4, 5, 6, 8 × 10ⁿ above `max`, so that half of it is a round figure too. */
export function niceCeiling(max: number): number {
  if (max <= 4) return 4
  const power = 10 ** Math.floor(Math.log10(max))
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= max) ?? 10
  return step * power
}

/** Positions of about `count` labels spread over `length` bars, the first bar included. */
export function labelPositions(length: number, count: number): number[] {
  const step = Math.max(1, Math.ceil(length / count))
  return Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step)
}
