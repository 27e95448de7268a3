import { expect, it } from 'vitest'
import { serverCaInputSchema } from '#lib/domain/tls/schemas.ts'

it('takes the private authority away only where that is asked for, not where a name is misspelt', () => {
  expect(serverCaInputSchema.safeParse({ cert: null }).success).toBe(true)
  expect(serverCaInputSchema.safeParse({ certificate: 'pem' }).success).toBe(false)
  expect(serverCaInputSchema.safeParse({}).success).toBe(false)
})
