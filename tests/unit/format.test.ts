import { describe, expect, it } from 'vitest'
import {
  formatBytes,
  formatChange,
  formatClock,
  formatCompact,
  formatCount,
  formatDay,
  formatDuration,
  formatExact,
  formatLatency,
  formatNumber,
  formatPercent,
  formatRelative,
  shortenId,
  shortenUrl,
} from '#lib/format.ts'

const now = Date.UTC(2026, 10, 23, 14, 32, 8)

describe('figures', () => {
  it('separates thousands', () => {
    expect(formatNumber(48210)).toBe('48,210')
    expect(formatNumber(-1234)).toBe('-1,234')
  })

  it('shortens counts for axes and never shows 1000k', () => {
    expect([0, 940, 999, 1000, 1100, 2100, 9949, 9950, 44_000, 999_499, 999_500, 2_100_000].map(formatCompact)).toEqual(
      ['0', '940', '999', '1k', '1.1k', '2.1k', '9.9k', '10k', '44k', '999k', '1M', '2.1M'],
    )
  })

  it('writes shares with one decimal, and says 0 % and 100 % only where nothing and all is meant', () => {
    expect([0.714, 0.9894, 0.99, 0.9997, 0.99999, 1, 0, 0.00001, 0.5].map(formatPercent)).toEqual([
      '71.4 %',
      '98.9 %',
      '99.0 %',
      '99.9 %',
      '99.9 %',
      '100 %',
      '0 %',
      '0.1 %',
      '50.0 %',
    ])
  })

  it('writes differences with their sign, without decimals where they are large', () => {
    expect([4.12, -3.4, 0.04, -0.04, 1234.5].map((value) => formatChange(value, '%'))).toEqual([
      '+4.1 %',
      '−3.4 %',
      '±0.0 %',
      '±0.0 %',
      '+1,235 %',
    ])
  })

  it('writes sizes in bytes, kB and MB', () => {
    expect([1, 412, 999, 1000, 1234, 64_000, 3_400_000, 999_900].map(formatBytes)).toEqual([
      '1 byte',
      '412 bytes',
      '999 bytes',
      '1 kB',
      '1.2 kB',
      '64 kB',
      '3.4 MB',
      '1 MB',
    ])
  })

  it('counts with the right noun', () => {
    expect(formatCount(1, 'consumer')).toBe('1 consumer')
    expect(formatCount(1450, 'delivery', 'deliveries')).toBe('1,450 deliveries')
  })
})

describe('spans', () => {
  it('keeps two units at most', () => {
    expect([0, 13, 59.4, 59.6, 1684, 3600, 51_600, 7200, 273_600].map(formatDuration)).toEqual([
      '0 s',
      '13 s',
      '59 s',
      '1 min',
      '28 min 4 s',
      '1 h',
      '14 h 20 min',
      '2 h',
      '3 d 4 h',
    ])
  })

  it('writes latencies in milliseconds, then in seconds, then in minutes', () => {
    expect([0.4, 41, 999.4, 999.6, 14_200, 15_000, 59_940, 59_960, 125_000].map(formatLatency)).toEqual([
      '0 ms',
      '41 ms',
      '999 ms',
      '1.0 s',
      '14.2 s',
      '15.0 s',
      '59.9 s',
      '1 min',
      '2 min 5 s',
    ])
  })
})

describe('times', () => {
  it('says how long ago in one unit and how soon in two', () => {
    const at = (seconds: number) => formatRelative(now + seconds * 1000, now)
    expect([0, -10, -59, -310, -50_400, -259_300, 13, 1780, 90_000].map(at)).toEqual([
      'now',
      '10 s ago',
      '59 s ago',
      '5 min ago',
      '14 h ago',
      '3 d ago',
      'in 13 s',
      'in 29 min 40 s',
      'in 1 d',
    ])
  })

  it('gives the exact time in UTC', () => {
    expect(formatClock(now)).toBe('14:32:08')
    expect(formatClock(Date.UTC(2026, 0, 1, 0, 5, 0))).toBe('00:05:00')
    expect(formatDay('2026-11-23T23:59:59Z')).toBe('23 Nov 2026')
    expect(formatExact(new Date(now))).toBe('23 Nov 2026, 14:32:08')
  })
})

describe('names', () => {
  it('shortens ids from the front and keeps the prefix', () => {
    expect(shortenId('msg_01m84ctyxgeq4vm1vxh8aacrdr')).toBe('msg_…aacrdr')
    expect(shortenId('app_short')).toBe('app_short')
    expect(shortenId('0498e921-9b53-4396-a412-4f2f5983b0a2')).toBe('…83b0a2')
  })

  it('drops https:// and keeps http://', () => {
    expect(shortenUrl('https://t2k.meridian.bank/hooks/posthorn')).toBe('t2k.meridian.bank/hooks/posthorn')
    expect(shortenUrl('https://t2k.meridian.bank/')).toBe('t2k.meridian.bank')
    expect(shortenUrl('http://127.0.0.1:9000/in/')).toBe('http://127.0.0.1:9000/in/')
  })
})
