import { prisma } from '#lib/db/client.ts'
import { type Company, Prisma } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { companyOrder, fieldCondition, tagCondition } from './company-condition.ts'
import { presentCompany } from './present-company.ts'
import type { CompanyView } from './schemas.ts'

export interface CompanySearch {
  /** From 1. */
  readonly page: number
  readonly pageSize: number
  /** Over fields: `name~toys && created>2026-01-01`. */
  readonly query?: string | undefined
  /** Over tags: `region=uk && team!=sales`. */
  readonly tags?: string | undefined
  /** A field, `-` in front for descending. */
  readonly orderBy?: string | undefined
}

/** One numbered page of the companies that match, and how many match in all. @throws DomainError `bad_request` */
export async function searchCompanies(
  ctx: Context,
  instance: string,
  { page, pageSize, query, tags, orderBy }: CompanySearch,
): Promise<{ data: CompanyView[]; total: number }> {
  authorize(ctx, 'read')
  const { id } = await findInstance(ctx, instance)
  const where = Prisma.join(
    [
      Prisma.sql`instance_id = ${id}::uuid`,
      ...(query ? [fieldCondition(query)] : []),
      ...(tags ? [tagCondition(tags)] : []),
    ],
    ' and ',
  )
  const rows = await prisma().$queryRaw<Company[]>`
    select id::text, instance_id::text as "instanceId", external_id as "externalId", name, description, tags, discovered,
      created_at as "createdAt", updated_at as "updatedAt"
    from company where ${where} order by ${companyOrder(orderBy)} limit ${pageSize} offset ${(page - 1) * pageSize}`
  const [count] = await prisma().$queryRaw<{ n: number }[]>`select count(*)::int as n from company where ${where}`
  return { data: rows.map(presentCompany), total: count?.n ?? 0 }
}
