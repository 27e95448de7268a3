import { prisma } from '#lib/db/client.ts'
import { verifyPassword } from './hash-password.ts'
import { lockOutSeconds } from './lock-out.ts'
import { presentPerson } from './present-person.ts'
import type { PersonView, SignInInput } from './schemas.ts'

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly person: PersonView }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'locked'; readonly until: Date }

/**
 * Checks an e-mail and password. The try is counted before the password is looked at, so that many guesses at
 * once get no further than one after the other; success clears the count.
 */
export async function signInWithPassword(input: SignInInput, now: Date = new Date()): Promise<SignInOutcome> {
  const person = await prisma().person.findUnique({ where: { email: input.email } })
  if (person === null || person.passwordHash === null) {
    await verifyPassword(null, input.password)
    return { kind: 'wrong' }
  }
  if (person.lockedUntil !== null && person.lockedUntil > now) return { kind: 'locked', until: person.lockedUntil }
  const counted = await countTry(person.id, now)
  if (counted === null)
    return { kind: 'locked', until: new Date(now.getTime() + lockOutSeconds(person.failedSignIns) * 1000) }
  if (!(await verifyPassword(person.passwordHash, input.password)))
    return counted.lockedUntil === null ? { kind: 'wrong' } : { kind: 'locked', until: counted.lockedUntil }
  const cleared = await prisma().person.update({
    where: { id: person.id },
    data: { failedSignIns: 0, lockedUntil: null },
  })
  return { kind: 'signed-in', person: presentPerson(cleared) }
}

/** Null when somebody else's try locked it in between. */
async function countTry(id: string, now: Date): Promise<{ lockedUntil: Date | null } | null> {
  return prisma().$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ failed: number }[]>`
      update person set failed_sign_ins = failed_sign_ins + 1
      where id = ${id}::uuid and (locked_until is null or locked_until <= ${now})
      returning failed_sign_ins as failed`
    if (row === undefined) return null
    const wait = lockOutSeconds(row.failed)
    const lockedUntil = wait === 0 ? null : new Date(now.getTime() + wait * 1000)
    await tx.person.update({ where: { id }, data: { lockedUntil } })
    return { lockedUntil }
  })
}
