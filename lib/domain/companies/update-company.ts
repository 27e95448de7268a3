import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { findCompany } from './find-company.ts'
import { presentCompany } from './present-company.ts'
import { type CompanyPatch, type CompanyView, companyPatchSchema } from './schemas.ts'
import { tagsOfRecord } from './tag-record.ts'

/**
 * Changes what is present; `tags` replaces all of them. From then on events do not change it. @throws DomainError
 * `not_found`
 */
export async function updateCompany(
  ctx: Context,
  instance: string,
  company: string,
  patch: CompanyPatch,
): Promise<CompanyView> {
  authorize(ctx, 'company:write')
  const { tags, ...fields } = companyPatchSchema.parse(patch)
  const found = await findInstance(ctx, instance)
  const before = await findCompany(found, company)
  return prisma().$transaction(async (tx) => {
    const row = await tx.company.update({
      where: { id: before.id },
      data: { ...fields, discovered: false, ...(tags === undefined ? {} : { tags: tagsOfRecord(tags) }) },
    })
    const after = presentCompany(row)
    await writeAudit(tx, ctx, {
      action: 'company.update',
      instanceId: found.id,
      target: { kind: 'company', id: after.id, name: after.name },
      before: presentCompany(before),
      after,
    })
    return after
  })
}
