import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { isIdLike } from '../ids.ts'
import { createCompany } from './create-company.ts'
import { type CompanyInput, type CompanyView, companyInputSchema } from './schemas.ts'
import { updateCompany } from './update-company.ts'

/** Replaces the company with this id or external id, or makes one with that external id. */
export async function upsertCompany(
  ctx: Context,
  instance: string,
  company: string,
  input: Omit<CompanyInput, 'externalId'>,
): Promise<{ created: boolean; view: CompanyView }> {
  const { name, description, tags } = companyInputSchema.parse(input)
  try {
    return { created: false, view: await updateCompany(ctx, instance, company, { name, description, tags }) }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found' || isIdLike('company', company)) throw error
  }
  const view = await createCompany(ctx, instance, { externalId: company, name, description, tags })
  return { created: true, view }
}
