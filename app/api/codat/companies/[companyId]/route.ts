import { codatRoute } from '#lib/api/codat/codat-route.ts'
import { codatCompanyIn, codatCompanyOut, codatCompanyPatch, presentCodatCompany } from '#lib/api/codat/company.ts'
import { toNext } from '#lib/api/next.ts'
import { deleteCompany } from '#lib/domain/companies/delete-company.ts'
import { getCompany } from '#lib/domain/companies/get-company.ts'
import { updateCompany } from '#lib/domain/companies/update-company.ts'
import { inInstance } from '#lib/domain/instances/in-instances.ts'

const path = '/api/codat/companies/{companyId}'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  codatRoute({
    method: 'GET',
    path,
    id: 'codat.companies.get',
    permission: 'read',
    summary: 'Get a company',
    status: 200,
    response: codatCompanyOut,
    run: ({ ctx, params, instanceId }) =>
      inInstance(ctx, instanceId, async (instance) =>
        presentCodatCompany(instance, await getCompany(ctx, instance, params.companyId)),
      ),
  }),
  codatRoute({
    method: 'PUT',
    path,
    id: 'codat.companies.replace',
    permission: 'company:write',
    summary: 'Replace the name, description and tags of a company',
    status: 200,
    body: codatCompanyIn,
    response: codatCompanyOut,
    run: ({ ctx, params, body, instanceId }) =>
      inInstance(ctx, instanceId, async (instance) =>
        presentCodatCompany(instance, await updateCompany(ctx, instance, params.companyId, body)),
      ),
  }),
  codatRoute({
    method: 'PATCH',
    path,
    id: 'codat.companies.update',
    permission: 'company:write',
    summary: 'Change parts of a company',
    status: 200,
    body: codatCompanyPatch,
    response: codatCompanyOut,
    run: ({ ctx, params, body, instanceId }) =>
      inInstance(ctx, instanceId, async (instance) =>
        presentCodatCompany(instance, await updateCompany(ctx, instance, params.companyId, body)),
      ),
  }),
  codatRoute({
    method: 'DELETE',
    path,
    id: 'codat.companies.delete',
    permission: 'company:write',
    summary: 'Delete a company',
    status: 204,
    run: ({ ctx, params, instanceId }) =>
      inInstance(ctx, instanceId, (instance) => deleteCompany(ctx, instance, params.companyId)),
  }),
)
