import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { pageOf } from '#lib/api/svix/pages.ts'
import { createCompany } from '#lib/domain/companies/create-company.ts'
import { getCompany } from '#lib/domain/companies/get-company.ts'
import { listCompanies } from '#lib/domain/companies/list-companies.ts'
import { companyInputSchema, companyViewSchema } from '#lib/domain/companies/schemas.ts'
import { pageQuerySchema } from '#lib/domain/schemas.ts'

const path = '/api/v1/app/{app_id}/company'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.company.list',
    permission: 'read',
    summary: 'List companies',
    status: 200,
    query: pageQuerySchema.extend({
      search: z.string().max(256).optional(),
      tag: z.string().max(256).optional(),
    }),
    response: pageOf(companyViewSchema),
    run: ({ ctx, params, query }) => listCompanies(ctx, params.app_id, query),
  }),
  defineRoute({
    method: 'POST',
    path,
    id: 'v1.company.create',
    permission: 'company:write',
    summary: 'Add a company',
    status: 201,
    body: companyInputSchema,
    response: companyViewSchema,
    replay: { again: ({ ctx, params }, id) => getCompany(ctx, params.app_id, id) },
    run: ({ ctx, params, body }) => createCompany(ctx, params.app_id, body),
  }),
)
