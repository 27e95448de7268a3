import fs from 'node:fs'

/** Clock ticks per second of `/proc/<pid>/stat` (`USER_HZ`, 100 on every Linux). */
const TICKS = 100

interface Stat {
  readonly parent: number
  readonly own: number
  /** Of children that ended and were waited for. */
  readonly ended: number
}

function readStat(pid: number | string): Stat | null {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const sum = (first: number) => (Number(fields[first]) + Number(fields[first + 1])) / TICKS
    return { parent: Number(fields[1]), own: sum(11), ended: sum(13) }
  } catch {
    return null
  }
}

/** CPU seconds a process has used, and its children with it when asked; 0 where there is no `/proc`. */
export function cpuSeconds(pid: number | undefined, withChildren = false): number {
  const stat = pid === undefined ? null : readStat(pid)
  if (stat === null) return 0
  if (!withChildren) return stat.own
  let total = stat.own + stat.ended
  for (const name of fs.readdirSync('/proc')) {
    const child = /^\d+$/.test(name) ? readStat(name) : null
    if (child?.parent === pid) total += child?.own ?? 0
  }
  return total
}
