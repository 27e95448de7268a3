import { describe, expect, it } from 'vitest'
import { createSecretMasker, MASK } from '#lib/engine/mask-secrets.ts'

const maskerOf = (...secrets: string[]) =>
  createSecretMasker({
    headers: secrets.map((value, at) => ({ name: `x-${at}`, value, sensitive: true })),
    signingKeys: [],
  })

describe('what a receiver echoes', () => {
  it.each([
    ['is masked wherever it stands', 'abcd-abcd, ababcdcd', ['abcd'], `${MASK}-${MASK}, ab${MASK}cd`],
    ['is masked as a whole where another secret is part of it', 'x abcdefgh x', ['cdef', 'abcdefgh'], `x ${MASK} x`],
    ['is masked where half of a secret stands at the cut', 'token: abcabcab', ['abcabcabd'], `token: ${MASK}`],
    ['is masked from the longest part of it', 'abcab', ['abcabd'], MASK],
    ['stays where too little of it is left to tell', 'the end abc', ['abcdef'], 'the end abc'],
    ['stays where the end only resembles it', 'the end abcx', ['abcdef'], 'the end abcx'],
  ])('%s', (_, text, secrets, masked) => {
    expect(maskerOf(...secrets).text(text, true)).toBe(masked)
  })

  it('is looked through at once, whatever secrets and answer somebody chose', () => {
    const masker = maskerOf(...Array.from({ length: 50 }, (_, at) => `${'a'.repeat(8_000 + at)}`))
    const answer = `${'a'.repeat(7_000)}b${'a'.repeat(7_000)}b`
    const began = performance.now()
    expect(masker.text(answer, true)).toBe(answer)
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})
