import { codatRoute } from '#lib/api/codat/codat-route.ts'
import {
  codatCompanyIn,
  codatCompanyOut,
  codatCompanyPage,
  codatCompanyQuery,
  presentCodatCompany,
  presentCodatPage,
} from '#lib/api/codat/company.ts'
import { toNext } from '#lib/api/next.ts'
import { createCompany } from '#lib/domain/companies/create-company.ts'
import { getCompany } from '#lib/domain/companies/get-company.ts'
import { searchCompanies } from '#lib/domain/companies/search-companies.ts'
import { inInstance } from '#lib/domain/instances/in-instances.ts'

const path = '/api/codat/companies'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  codatRoute({
    method: 'GET',
    path,
    id: 'codat.companies.list',
    permission: 'read',
    summary: 'List companies',
    status: 200,
    query: codatCompanyQuery,
    response: codatCompanyPage,
    run: ({ ctx, query, instanceId }) =>
      inInstance(ctx, instanceId, async (instance) =>
        presentCodatPage(instance, query, await searchCompanies(ctx, instance, query)),
      ),
  }),
  codatRoute({
    method: 'POST',
    path,
    id: 'codat.companies.create',
    permission: 'company:write',
    summary: 'Create a company',
    status: 200,
    body: codatCompanyIn,
    response: codatCompanyOut,
    replay: {
      again: ({ ctx, instanceId }, id) =>
        inInstance(ctx, instanceId, async (instance) =>
          presentCodatCompany(instance, await getCompany(ctx, instance, id)),
        ),
    },
    run: ({ ctx, body, instanceId }) =>
      inInstance(ctx, instanceId, async (instance) =>
        presentCodatCompany(instance, await createCompany(ctx, instance, body)),
      ),
  }),
)
