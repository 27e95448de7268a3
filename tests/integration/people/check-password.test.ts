import { expect, test } from 'vitest'
import { checkPassword } from '#lib/auth/check-password.ts'
import { createDatabase } from '#tests/support/database.ts'

const { pool } = await createDatabase()
const credentials = { email: 'mara@example.com', password: 'a password' }

test('a password that nobody has is wrong, and so is what is no e-mail', async () => {
  await expect(checkPassword(credentials)).rejects.toThrow(/^wrong$/)
  await expect(checkPassword({ email: 'mara' })).rejects.toThrow(/^wrong$/)
})

test('a sign-in that the database fails says no more than that it is unavailable', async () => {
  await pool.query('alter table person rename to nobody')
  await expect(checkPassword(credentials)).rejects.toThrow(/^unavailable$/)
})
