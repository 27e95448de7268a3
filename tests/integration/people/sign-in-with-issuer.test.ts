import { beforeEach, expect, test } from 'vitest'
import { createOwner } from '#lib/domain/people/create-owner.ts'
import { invitePerson } from '#lib/domain/people/invite-person.ts'
import { signInWithIssuer } from '#lib/domain/people/sign-in-with-issuer.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()
const ctx = rootContext()
const mara = { subject: 'sub-mara', email: 'Mara@example.com', emailVerified: true, name: 'Mara' }

beforeEach(() => pool.query('delete from person; delete from invitation; delete from audit_entry'))

async function audited() {
  const { rows } = await pool.query('select action, actor_name, before, after from audit_entry order by id')
  return rows.filter(({ action }) => action.startsWith('person.'))
}

test('whom the issuer vouches for and somebody invited becomes a person, once, and the audit log says so', async () => {
  await invitePerson(ctx, { email: 'mara@example.com', role: 'viewer' })
  const person = await signInWithIssuer(ctx, mara)
  expect(person).toMatchObject({ email: 'mara@example.com', role: 'viewer', usesIssuer: true })
  expect((await signInWithIssuer(ctx, mara))?.id).toBe(person?.id)
  expect(await audited()).toMatchObject([{ action: 'person.create', actor_name: 'Mara', after: { role: 'viewer' } }])
})

test('a person who had a password is known by the issuer from then on, and the audit log says so', async () => {
  const owner = await createOwner(ctx, { email: 'mara@example.com', name: 'Mara', password: 'a long test password' })
  expect(await signInWithIssuer(ctx, mara)).toMatchObject({ id: owner.id, usesIssuer: true })
  const [, linked] = await audited()
  expect(linked).toMatchObject({ action: 'person.update', before: { usesIssuer: false }, after: { usesIssuer: true } })
})

test('nobody gets in whom nobody invited, nor by an e-mail that the issuer has not verified', async () => {
  expect(await signInWithIssuer(ctx, mara)).toBeNull()
  await invitePerson(ctx, { email: 'mara@example.com', role: 'viewer' })
  expect(await signInWithIssuer(ctx, { ...mara, emailVerified: false })).toBeNull()
})
