import { prisma } from '#lib/db/client.ts'
import { newUuid } from '../ids.ts'
import { presentPerson } from './present-person.ts'
import type { PersonView } from './schemas.ts'

export interface IssuerProfile {
  readonly subject: string
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string
}

/**
 * The person whom the configured OpenID Connect issuer vouches for: known by subject, else by verified e-mail, else
 * invited. Null when nobody invited them: an issuer's users are not all operators.
 */
export async function signInWithIssuer(profile: IssuerProfile): Promise<PersonView | null> {
  const known = await prisma().person.findUnique({ where: { oidcSubject: profile.subject } })
  if (known !== null) return presentPerson(known)
  if (!profile.emailVerified) return null
  const email = profile.email.toLowerCase()
  return prisma().$transaction(async (tx) => {
    const linked = await tx.person.updateManyAndReturn({
      where: { email, oidcSubject: null },
      data: { oidcSubject: profile.subject },
    })
    if (linked[0] !== undefined) return presentPerson(linked[0])
    const invitation = await tx.invitation.findFirst({ where: { email, usedAt: null, expiresAt: { gt: new Date() } } })
    if (invitation === null) return null
    await tx.invitation.update({ where: { id: invitation.id }, data: { usedAt: new Date() } })
    const data = { id: newUuid(), email, name: profile.name, role: invitation.role, oidcSubject: profile.subject }
    return presentPerson(await tx.person.create({ data }))
  })
}
