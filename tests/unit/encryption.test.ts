import { describe, expect, test } from 'vitest'
import { SecretBox } from '#lib/encryption.ts'

const FIRST = 'a'.repeat(32)
const SECOND = 'b'.repeat(32)

describe('secrets at rest', () => {
  test('what was sealed opens again and does not contain the plain text', () => {
    const box = new SecretBox([FIRST])
    const sealed = box.seal('whsec_plain')
    expect(box.open(sealed)).toBe('whsec_plain')
    expect(sealed.toString('latin1')).not.toContain('whsec_plain')
  })

  test('the same text is sealed differently each time', () => {
    const box = new SecretBox([FIRST])
    expect(box.seal('same').equals(box.seal('same'))).toBe(false)
  })

  test('after a rotation the previous key still opens, and its secrets are known to be stale', () => {
    const sealed = new SecretBox([FIRST]).seal('kept')
    const rotated = new SecretBox([SECOND, FIRST])
    expect(rotated.open(sealed)).toBe('kept')
    expect(sealed.subarray(1, 5)).not.toEqual(rotated.keyId)
    expect(rotated.seal('new').subarray(1, 5)).toEqual(rotated.keyId)
  })

  test('an unknown key is named as the reason', () => {
    const sealed = new SecretBox([FIRST]).seal('lost')
    expect(() => new SecretBox([SECOND]).open(sealed)).toThrow(/POSTHORN_PREVIOUS_SECRETS/)
  })

  test('an altered secret does not open', () => {
    const box = new SecretBox([FIRST])
    const sealed = box.seal('text')
    sealed.writeUInt8(sealed.readUInt8(sealed.length - 1) ^ 1, sealed.length - 1)
    expect(() => box.open(sealed)).toThrow()
  })
})
