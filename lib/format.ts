/**
 * Words and figures of the interface. Pure, locale fixed to English with thin rules: a space before
 * units, "−" for negative differences, ids shortened from the front, times with seconds.
 */

const integer = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Whole number with thousands separators: `48,210`. */
export function formatNumber(value: number): string {
  return integer.format(value)
}

/** Short count for axes and chips: `940`, `1.1k`, `44k`, `2.1M`. */
export function formatCompact(value: number): string {
  const size = Math.abs(value)
  if (size < 1000) return String(Math.round(value))
  const [divisor, unit] = size < 999_500 ? [1000, 'k'] : size < 999_500_000 ? [1e6, 'M'] : [1e9, 'G']
  const scaled = value / divisor
  return `${Math.abs(scaled) < 9.95 ? trimZero(scaled.toFixed(1)) : Math.round(scaled)}${unit}`
}

/** Share in `0…1` as a percentage with one decimal, `0 %` and `100 %` only where exact: `71.4 %`, `99.0 %`, `99.9 %`. */
export function formatPercent(share: number): string {
  if (share <= 0) return '0 %'
  if (share >= 1) return '100 %'
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1)} %`
}

/** Difference to an earlier figure, in `unit`: `+4.1 %`, `−3.4 pts`, `±0.0 %`. */
export function formatChange(value: number, unit: string): string {
  const size = Math.abs(value).toFixed(1)
  const sign = size === '0.0' ? '±' : value > 0 ? '+' : '−'
  return `${sign}${size.length > 5 ? formatNumber(Math.abs(value)) : size} ${unit}`
}

/** Size in bytes: `412 bytes`, `1.2 kB`, `3.4 MB` (powers of 1,000). */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${Math.round(bytes)} bytes`
  const units = ['kB', 'MB', 'GB', 'TB'] as const
  let value = bytes / 1000
  let step = 0
  while (value >= 999.5 && step < units.length - 1) {
    value /= 1000
    step += 1
  }
  return `${value < 9.95 ? trimZero(value.toFixed(1)) : formatNumber(value)} ${units[step]}`
}

/** Measured latency in milliseconds: `41 ms`, `14.2 s`, `2 min 5 s`. */
export function formatLatency(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`
  return formatDuration(milliseconds / 1000)
}

/** Span in seconds, two units at most: `13 s`, `28 min 4 s`, `2 h`, `14 h 20 min`, `3 d 4 h`. */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds))
  if (total < MINUTE) return `${total} s`
  if (total < HOUR) return pair(total, MINUTE, 'min', 1, 's')
  if (total < DAY) return pair(total, HOUR, 'h', MINUTE, 'min')
  return pair(total, DAY, 'd', HOUR, 'h')
}

function pair(total: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const whole = Math.floor(total / big)
  const rest = Math.floor((total % big) / small)
  return rest === 0 ? `${whole} ${bigUnit}` : `${whole} ${bigUnit} ${rest} ${smallUnit}`
}

/**
 * Distance between two instants in words: `10 s ago`, `5 min ago`, `in 29 min 40 s`. The past keeps one
 * unit; the future keeps two under an hour, because a planned attempt is awaited.
 */
export function formatRelative(at: Date | string | number, now: number = Date.now()): string {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000)
  if (seconds > 0) return `in ${seconds < DAY ? formatDuration(seconds) : oneUnit(seconds)}`
  return seconds > -1 ? 'now' : `${oneUnit(-seconds)} ago`
}

function oneUnit(seconds: number): string {
  if (seconds < MINUTE) return `${seconds} s`
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h`
  return `${Math.floor(seconds / DAY)} d`
}

/** Time of day, 24 h: `14:31:58`; `utc` (default) or the viewer's zone. */
export function formatClock(at: Date | string | number, zone: 'utc' | 'local' = 'utc'): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', hourCycle: 'h23', ...zoneOption(zone) }).format(
    new Date(at),
  )
}

/** Day and time: `23 Nov 2026, 14:31:58`; `utc` (default) or the viewer's zone. */
export function formatExact(at: Date | string | number, zone: 'utc' | 'local' = 'utc'): string {
  return `${formatDay(at, zone)}, ${formatClock(at, zone)}`
}

/** Day: `23 Nov 2026`. Month names are ours, since ICU versions differ ("Sep" or "Sept"). */
export function formatDay(at: Date | string | number, zone: 'utc' | 'local' = 'utc'): string {
  const date = new Date(at)
  const parts =
    zone === 'utc'
      ? [date.getUTCDate(), date.getUTCMonth(), date.getUTCFullYear()]
      : [date.getDate(), date.getMonth(), date.getFullYear()]
  return `${parts[0]} ${MONTHS[parts[1] ?? 0]} ${parts[2]}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

function zoneOption(zone: 'utc' | 'local'): Intl.DateTimeFormatOptions {
  return zone === 'utc' ? { timeZone: 'UTC' } : {}
}

/**
 * Shortens an id from the front, because the end differs: `msg_01m84…aacrdr` becomes `msg_…aacrdr`.
 * The prefix up to the last underscore stays; short ids are returned unchanged.
 */
export function shortenId(id: string, keep = 6): string {
  const prefix = id.slice(0, id.lastIndexOf('_') + 1)
  const rest = id.slice(prefix.length)
  return rest.length <= keep + 2 ? id : `${prefix}…${rest.slice(-keep)}`
}

/** A URL as lists show it: without `https://` and without a lone trailing slash. `http://` stays visible. */
export function shortenUrl(url: string): string {
  const bare = url.replace(/^https:\/\//, '')
  return /^[^/]+\/$/.test(bare) ? bare.slice(0, -1) : bare
}

/** Count with its noun: `1 consumer`, `214 consumers`; pass `many` for irregular plurals. */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`
}

function trimZero(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
