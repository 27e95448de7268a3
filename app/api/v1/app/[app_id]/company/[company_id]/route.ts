import { defineRoute } from '#lib/api/core/define-route.ts'
import { answer } from '#lib/api/core/route.ts'
import { toNext } from '#lib/api/next.ts'
import { deleteCompany } from '#lib/domain/companies/delete-company.ts'
import { getCompany } from '#lib/domain/companies/get-company.ts'
import { companyInputSchema, companyPatchSchema, companyViewSchema } from '#lib/domain/companies/schemas.ts'
import { updateCompany } from '#lib/domain/companies/update-company.ts'
import { upsertCompany } from '#lib/domain/companies/upsert-company.ts'

const path = '/api/v1/app/{app_id}/company/{company_id}'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.company.get',
    permission: 'read',
    summary: 'Get a company by its id or the provider’s',
    status: 200,
    response: companyViewSchema,
    run: ({ ctx, params }) => getCompany(ctx, params.app_id, params.company_id),
  }),
  defineRoute({
    method: 'PUT',
    path,
    id: 'v1.company.upsert',
    permission: 'company:write',
    summary: 'Replace or create a company',
    status: 200,
    otherStatus: 201,
    body: companyInputSchema.omit({ externalId: true }),
    response: companyViewSchema,
    run: async ({ ctx, params, body }) => {
      const { created, view } = await upsertCompany(ctx, params.app_id, params.company_id, body)
      return answer(created ? 201 : 200, view)
    },
  }),
  defineRoute({
    method: 'PATCH',
    path,
    id: 'v1.company.patch',
    permission: 'company:write',
    summary: 'Change parts of a company; tags are replaced as a whole',
    status: 200,
    body: companyPatchSchema,
    response: companyViewSchema,
    run: ({ ctx, params, body }) => updateCompany(ctx, params.app_id, params.company_id, body),
  }),
  defineRoute({
    method: 'DELETE',
    path,
    id: 'v1.company.delete',
    permission: 'company:write',
    summary: 'Forget a company',
    status: 204,
    run: ({ ctx, params }) => deleteCompany(ctx, params.app_id, params.company_id),
  }),
)
