import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAddressGuard } from '#lib/engine/address-guard.ts'
import type { Resolution } from '#lib/engine/resolve-name.ts'

const guard = createAddressGuard({ resolve: () => Promise.reject(new Error('no look-up expected')) })

const refused: readonly (readonly [string, string])[] = [
  ['0.0.0.0', 'unspecified address'],
  ['0.1.2.3', 'unspecified address'],
  ['10.0.0.1', 'private network'],
  ['10.255.255.255', 'private network'],
  ['100.64.0.1', 'carrier-grade NAT'],
  ['100.127.255.255', 'carrier-grade NAT'],
  ['100.100.100.200', 'cloud metadata'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['168.63.129.16', 'cloud metadata'],
  ['169.254.0.1', 'link-local network'],
  ['169.254.169.254', 'cloud metadata'],
  ['169.254.170.2', 'cloud metadata'],
  ['172.16.0.1', 'private network'],
  ['172.31.255.255', 'private network'],
  ['192.0.0.1', 'reserved'],
  ['192.0.0.192', 'reserved'],
  ['192.0.2.1', 'reserved'],
  ['192.88.99.1', 'reserved'],
  ['192.168.0.1', 'private network'],
  ['198.18.0.1', 'reserved'],
  ['198.51.100.1', 'reserved'],
  ['203.0.113.1', 'reserved'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'unspecified address'],
  ['::1', 'loopback'],
  ['::7f00:1', 'loopback'],
  ['::10.0.0.1', 'private network'],
  ['::ffff:127.0.0.1', 'loopback'],
  ['::ffff:a9fe:a9fe', 'cloud metadata'],
  ['::ffff:192.168.1.1', 'private network'],
  ['::ffff:0:10.0.0.1', 'private network'],
  ['64:ff9b::7f00:1', 'loopback'],
  ['64:ff9b::10.1.2.3', 'private network'],
  ['64:ff9b::169.254.169.254', 'cloud metadata'],
  ['64:ff9b:1::8.8.8.8', 'NAT64 network'],
  ['100::1', 'discard'],
  ['2001::1', 'Teredo tunnel'],
  ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'Teredo tunnel'],
  ['2001:2::1', 'benchmarking'],
  ['2001:db8::1', 'reserved'],
  ['2002:7f00:1::', 'loopback'],
  ['2002:c0a8:101::1', 'private network'],
  ['2002:a9fe:a9fe::', 'cloud metadata'],
  ['2606:4700::5efe:10.0.0.1', 'private network'],
  ['2606:4700::200:5efe:127.0.0.1', 'loopback'],
  ['3fff::1', 'reserved'],
  ['4000::1', 'reserved'],
  ['fc00::1', 'private network'],
  ['fd00:ec2::254', 'cloud metadata'],
  ['fd20:ce::254', 'private network'],
  ['fe80::1', 'link-local network'],
  ['fe80::1%eth0', 'link-local network'],
  ['fec0::1', 'site-local network'],
  ['ff02::1', 'multicast'],
  ['localhost', 'not an address'],
  ['', 'not an address'],
]

describe('the address guard', () => {
  it.each(refused)('refuses %s as %s', (address, network) => {
    expect(guard.check(address)).toEqual({ allowed: false, network })
  })

  it.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.1', '100.63.255.255', '2606:4700:4700::1111', '2a00::1'])(
    'allows the public address %s',
    (address) => expect(guard.check(address)).toEqual({ allowed: true }),
  )

  it.each(['::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '2002:808:808::1'])(
    'judges %s by the public address in it',
    (address) => expect(guard.check(address)).toEqual({ allowed: true }),
  )

  it('refuses every address of the private IPv4 networks in every IPv6 form that carries one', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    const heads = fc.constantFrom([10], [127], [169, 254], [192, 168], [172, 20], [100, 80], [0], [224], [255])
    fc.assert(
      fc.property(heads, fc.tuple(byte, byte, byte, byte), (head, rest) => {
        const [a = 0, b = 0, c = 0, d = 0] = [...head, ...rest]
        const hex = (high: number, low: number) => ((high << 8) | low).toString(16)
        const tail = `${hex(a, b)}:${hex(c, d)}`
        const forms = ['::ffff:', '::ffff:0:', '64:ff9b::', '2606::5efe:'].map((start) => start + tail)
        for (const form of [`${a}.${b}.${c}.${d}`, ...forms, `2002:${tail}::1`]) {
          expect(guard.check(form).allowed).toBe(false)
        }
      }),
    )
  })

  it.each([
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://0x7f.0.0.0x1/',
    'http://127.0.0.1./',
    'http://①②⑦.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:7f00:1]/',
    'http://0/',
  ])('refuses %s however the host is written', async (url) => {
    expect(await guard.resolve(new URL(url).hostname)).toMatchObject({ kind: 'blocked' })
  })

  it('allows what the installation lists, and only that', () => {
    const open = createAddressGuard({ allowedSubnets: ['127.0.0.0/8', '10.1.2.3', 'fd00:1::/32'] })
    for (const address of ['127.0.0.1', '::ffff:127.9.9.9', '10.1.2.3', 'fd00:1::5']) {
      expect(open.check(address)).toEqual({ allowed: true })
    }
    for (const address of ['10.1.2.4', '::1', 'fd00:2::5', '192.168.0.1'])
      expect(open.check(address).allowed).toBe(false)
  })

  it('refuses to start with a subnet it cannot read', () => {
    expect(() => createAddressGuard({ allowedSubnets: ['10.0.0.0/99'] })).toThrow(/10\.0\.0\.0\/99.*is not a subnet/)
  })
})

describe('names', () => {
  const v4 = (...addresses: string[]): Resolution => ({
    kind: 'addresses',
    addresses: addresses.map((address) => ({ address, family: 4 })),
  })

  function guardFor(answers: Resolution[], options: { cacheMs?: number } = {}) {
    const asked: string[] = []
    const clock = { now: 0 }
    const resolve = (name: string) => {
      asked.push(name)
      return Promise.resolve(answers[Math.min(asked.length, answers.length) - 1] ?? v4())
    }
    return { asked, clock, guard: createAddressGuard({ resolve, now: () => clock.now, ...options }) }
  }

  it('are refused when they lead to a private address', async () => {
    const { guard } = guardFor([v4('10.0.0.8')])
    expect(await guard.resolve('intranet.example')).toEqual({
      kind: 'blocked',
      address: '10.0.0.8',
      network: 'private network',
    })
  })

  it('yield only the public ones of a mixed answer', async () => {
    const { guard } = guardFor([v4('169.254.169.254', '8.8.8.8')])
    expect(await guard.resolve('mixed.example')).toMatchObject({ addresses: [{ address: '8.8.8.8', family: 4 }] })
  })

  it('are looked up once for many that ask at the same time, and again when the answer is old', async () => {
    const { guard, asked, clock } = guardFor([v4('8.8.8.8'), v4('127.0.0.1')], { cacheMs: 60_000 })
    await Promise.all([guard.resolve('a.example'), guard.resolve('a.example')])
    clock.now = 29_999
    expect(await guard.resolve('a.example')).toMatchObject({ kind: 'allowed' })
    expect(asked).toHaveLength(1)
    clock.now = 30_000
    expect(await guard.resolve('a.example')).toMatchObject({ kind: 'blocked', address: '127.0.0.1' })
    expect(asked).toHaveLength(2)
  })

  it('that failed are asked again at once', async () => {
    const { guard } = guardFor([{ kind: 'unresolved', reason: 'gone' }, v4(), v4('8.8.8.8')])
    expect(await guard.resolve('a.example')).toEqual({ kind: 'unresolved', reason: 'gone' })
    expect(await guard.resolve('a.example')).toMatchObject({ kind: 'unresolved' })
    expect(await guard.resolve('a.example')).toMatchObject({ kind: 'allowed' })
  })

  it('of this machine are known without DNS', async () => {
    const guard = createAddressGuard({ allowedSubnets: ['127.0.0.0/8', '::1'] })
    expect(await guard.resolve('localhost')).toMatchObject({ kind: 'allowed' })
  })
})
