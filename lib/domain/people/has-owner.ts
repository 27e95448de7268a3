import { prisma } from '#lib/db/client.ts'

/** False until somebody has set this installation up. */
export async function hasOwner(): Promise<boolean> {
  return (await prisma().person.findFirst({ where: { role: 'owner' }, select: { id: true } })) !== null
}
