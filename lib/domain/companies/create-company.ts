import { randomUUID } from 'node:crypto'
import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { orConflict } from '../conflict.ts'
import type { Context } from '../context.ts'
import { newUuid } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { presentCompany } from './present-company.ts'
import { type CompanyInput, type CompanyView, companyInputSchema } from './schemas.ts'
import { tagsOfRecord } from './tag-record.ts'

/** Adds a company. @throws DomainError `not_found`, `conflict` when its external id is taken */
export async function createCompany(ctx: Context, instance: string, input: CompanyInput): Promise<CompanyView> {
  authorize(ctx, 'company:write')
  const { externalId, tags, ...fields } = companyInputSchema.parse(input)
  const found = await findInstance(ctx, instance)
  return orConflict(`A company with the id "${externalId}" exists already in this instance.`, () =>
    prisma().$transaction(async (tx) => {
      const data = { ...fields, tags: tagsOfRecord(tags), externalId: externalId ?? randomUUID() }
      const view = presentCompany(await tx.company.create({ data: { ...data, id: newUuid(), instanceId: found.id } }))
      const target = { kind: 'company', id: view.id, name: view.name }
      await writeAudit(tx, ctx, { action: 'company.create', instanceId: found.id, target, after: view })
      return view
    }),
  )
}
