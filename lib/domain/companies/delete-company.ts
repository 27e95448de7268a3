import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { findCompany } from './find-company.ts'
import { presentCompany } from './present-company.ts'

/** Forgets a company and its tags; its messages stay. The next event about it discovers it again. */
export async function deleteCompany(ctx: Context, instance: string, company: string): Promise<void> {
  authorize(ctx, 'company:write')
  const found = await findInstance(ctx, instance)
  const row = await findCompany(found, company)
  await prisma().$transaction(async (tx) => {
    await tx.company.delete({ where: { id: row.id } })
    const before = presentCompany(row)
    const target = { kind: 'company', id: before.id, name: before.name }
    await writeAudit(tx, ctx, { action: 'company.delete', instanceId: found.id, target, before })
  })
}
