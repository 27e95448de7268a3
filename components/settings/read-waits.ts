const UNITS: Readonly<Record<string, number>> = { s: 1, min: 60, m: 60, h: 3600, d: 86_400 }
const LONGEST = 604_800
const MOST = 50

export type ReadWaits = { readonly waits: readonly number[]; readonly problem: string | null }

/** `0 s, 5 s, 5 min, 2 h` → seconds. Bare numbers are seconds. */
export function readWaits(text: string): ReadWaits {
  const parts = text.split(/[,\n]+/).map((part) => part.trim())
  const given = parts.filter((part) => part !== '')
  const waits: number[] = []
  for (const part of given) {
    const [, figure = '', unit = 's'] = /^(\d+(?:\.\d+)?)\s*(s|min|m|h|d)?$/.exec(part) ?? []
    const seconds = Math.round(Number(figure) * (UNITS[unit] ?? 1))
    if (figure === '') return { waits, problem: `"${part}" is no time. Write 5 s, 30 min or 2 h.` }
    if (seconds > LONGEST) return { waits, problem: `"${part}" is over 7 days.` }
    waits.push(seconds)
  }
  if (waits.length > MOST) return { waits, problem: `At most ${MOST} attempts; these are ${waits.length}.` }
  return { waits, problem: null }
}

/** Seconds → `0 s, 5 s, 5 min, 2 h`, each in its largest whole unit. */
export function writeWaits(waits: readonly number[]): string {
  return waits.map(writeWait).join(', ')
}

function writeWait(seconds: number): string {
  for (const unit of ['d', 'h', 'min'] as const) {
    const size = UNITS[unit] ?? 1
    if (seconds > 0 && seconds % size === 0) return `${seconds / size} ${unit}`
  }
  return `${seconds} s`
}
