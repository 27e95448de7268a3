import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { findCompany } from './find-company.ts'
import { presentCompany } from './present-company.ts'
import type { CompanyView } from './schemas.ts'

/** One company by id or external id. @throws DomainError `not_found` */
export async function getCompany(ctx: Context, instance: string, company: string): Promise<CompanyView> {
  authorize(ctx, 'read')
  return presentCompany(await findCompany(await findInstance(ctx, instance), company))
}
