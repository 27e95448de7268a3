export type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string }

const CELL_LIMIT = 4_000_000

/** Line diff by longest common subsequence; equal ends are cut first, and two huge middles count as replaced. */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = before.split('\n')
  const b = after.split('\n')
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  return [
    ...mark('same', a.slice(0, start)),
    ...diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...mark('same', a.slice(a.length - end)),
  ]
}

function mark(kind: DiffLine['kind'], lines: string[]): DiffLine[] {
  return lines.map((text) => ({ kind, text }))
}

function diffMiddle(a: string[], b: string[]): DiffLine[] {
  if (a.length * b.length > CELL_LIMIT) return [...mark('removed', a), ...mark('added', b)]
  const lengths = commonLengths(a, b)
  const at = (i: number, j: number) => lengths[i * (b.length + 1) + j] ?? 0
  const out: DiffLine[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      out.push({ kind: 'same', text: a[i] ?? '' })
      i += 1
      j += 1
    } else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) {
      out.push({ kind: 'removed', text: a[i] ?? '' })
      i += 1
    } else {
      out.push({ kind: 'added', text: b[j] ?? '' })
      j += 1
    }
  }
  return out
}

/** Length of the common subsequence of `a[i…]` and `b[j…]`, row by row. */
function commonLengths(a: string[], b: string[]): Uint32Array {
  const width = b.length + 1
  const table = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const down = table[(i + 1) * width + j] ?? 0
      const right = table[i * width + j + 1] ?? 0
      table[i * width + j] = a[i] === b[j] ? 1 + (table[(i + 1) * width + j + 1] ?? 0) : Math.max(down, right)
    }
  }
  return table
}
