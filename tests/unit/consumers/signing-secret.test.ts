import { describe, expect, test } from 'vitest'
import { normaliseSigningSecret } from '#lib/domain/consumers/signing-secret.ts'

const of = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64')
const refusal = (secret: string) => () => normaliseSigningSecret(secret, 'key')

describe('a given signing secret', () => {
  test('is kept with its prefix and its padding, given or not', () => {
    const whole = `whsec_${of(25)}`
    const bare = of(25).replace(/=+$/, '')
    expect([whole, of(25), bare, `whsec_${bare}`].map((text) => normaliseSigningSecret(text))).toEqual(
      Array.from({ length: 4 }, () => whole),
    )
  })

  test('is refused at its field when it is too short, too long or cut', () => {
    for (const secret of [of(23), of(65), `${of(24)}a`])
      expect(refusal(secret)).toThrow(
        expect.objectContaining({ problems: [expect.objectContaining({ loc: ['body', 'key'] })] }),
      )
  })
})
