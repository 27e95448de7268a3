import { prisma, type Transaction } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { addPerson } from './add-person.ts'
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
export async function signInWithIssuer(
  ctx: Omit<Context, 'actor'>,
  profile: IssuerProfile,
): Promise<PersonView | null> {
  const known = await prisma().person.findUnique({ where: { oidcSubject: profile.subject } })
  if (known !== null) return presentPerson(known)
  if (!profile.emailVerified) return null
  const email = profile.email.toLowerCase()
  return prisma().$transaction(async (tx) => {
    const linked = await linkPerson(tx, ctx, email, profile.subject)
    if (linked !== null) return linked
    const [invitation] = await tx.invitation.updateManyAndReturn({
      where: { email, usedAt: null, expiresAt: { gt: new Date() } },
      data: { usedAt: new Date() },
    })
    if (invitation === undefined) return null
    return addPerson(tx, ctx, { email, role: invitation.role, name: profile.name, oidcSubject: profile.subject })
  })
}

/** From now on a person who has signed in with a password so far is known by the issuer's subject too. */
async function linkPerson(
  tx: Transaction,
  ctx: Omit<Context, 'actor'>,
  email: string,
  oidcSubject: string,
): Promise<PersonView | null> {
  const [row] = await tx.person.updateManyAndReturn({ where: { email, oidcSubject: null }, data: { oidcSubject } })
  if (row === undefined) return null
  const after = presentPerson(row)
  await writeAudit(
    tx,
    { ...ctx, actor: { kind: 'person', id: row.id, name: row.name } },
    {
      action: 'person.update',
      instanceId: null,
      target: { kind: 'person', id: after.id, name: after.name },
      before: { ...after, usesIssuer: false },
      after,
    },
  )
  return after
}
