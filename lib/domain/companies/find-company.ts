import { prisma } from '#lib/db/client.ts'
import type { Company } from '#lib/db/generated/client.ts'
import { DomainError } from '../errors.ts'
import { parseId } from '../ids.ts'

/** The company of this instance with this id or external id. @throws DomainError `not_found` */
export async function findCompany(instance: { readonly id: string }, idOrExternalId: string): Promise<Company> {
  const id = parseId('company', idOrExternalId)
  const row = await prisma().company.findFirst({
    where: { instanceId: instance.id, ...(id === null ? { externalId: idOrExternalId } : { id }) },
  })
  if (row === null) throw new DomainError('not_found', `No company with the id ${idOrExternalId} in this instance.`)
  return row
}
