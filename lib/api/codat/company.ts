import { z } from 'zod'
import { type CompanyView, companyTagsSchema } from '#lib/domain/companies/schemas.ts'
import { descriptionSchema } from '#lib/domain/schemas.ts'
import { publicOrigin } from '#lib/public-origin.ts'

const nameSchema = z.string().min(1).max(512)

/** Body of create and of replace. */
export const codatCompanyIn = z.object({
  name: nameSchema,
  description: descriptionSchema.nullish().transform((text) => text ?? ''),
  tags: companyTagsSchema.nullish().transform((tags) => tags ?? {}),
})

/** Body of update: null counts as left out. */
export const codatCompanyPatch = z
  .object({ name: nameSchema.nullish(), description: descriptionSchema.nullish(), tags: companyTagsSchema.nullish() })
  .transform(({ name, description, tags }) => ({
    name: name ?? undefined,
    description: description ?? undefined,
    tags: tags ?? undefined,
  }))

export const codatCompanyQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(5000).default(100),
  query: z.string().max(2000).optional(),
  tags: z.string().max(2000).optional(),
  orderBy: z.string().max(100).optional(),
})
type CompanyQuery = z.output<typeof codatCompanyQuery>

/** A company has no data connections here: those belong to the provider. */
export const codatCompanyOut = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  redirect: z.string(),
  created: z.iso.datetime(),
  tags: z.record(z.string(), z.string()),
  products: z.array(z.string()),
  dataConnections: z.array(z.object({})),
  referenceSubsidiaryCompanies: z.array(z.object({})),
})

const link = z.object({ href: z.string() })
export const codatCompanyPage = z.object({
  results: z.array(codatCompanyOut),
  pageNumber: z.int(),
  pageSize: z.int(),
  totalResults: z.int(),
  _links: z.object({ self: link, current: link, next: link.optional(), previous: link.optional() }),
})

/** The company's id on this face is the provider's own; `redirect` leads to its page here. */
export function presentCodatCompany(instance: string, view: CompanyView): z.output<typeof codatCompanyOut> {
  return {
    id: view.externalId,
    name: view.name,
    description: view.description,
    redirect: new URL(`/${instance}/companies/${view.id}`, publicOrigin()).href,
    created: view.createdAt,
    tags: view.tags,
    products: [],
    dataConnections: [],
    referenceSubsidiaryCompanies: [],
  }
}

/** A numbered page with links to its neighbours. */
export function presentCodatPage(
  instance: string,
  query: CompanyQuery,
  { data, total }: { readonly data: readonly CompanyView[]; readonly total: number },
): z.output<typeof codatCompanyPage> {
  const { page, pageSize } = query
  const self = linkTo(query, page)
  return {
    results: data.map((view) => presentCodatCompany(instance, view)),
    pageNumber: page,
    pageSize,
    totalResults: total,
    _links: {
      self: { href: '/companies' },
      current: self,
      ...(page * pageSize < total ? { next: linkTo(query, page + 1) } : {}),
      ...(page > 1 ? { previous: linkTo(query, page - 1) } : {}),
    },
  }
}

function linkTo({ query, tags, orderBy, pageSize }: CompanyQuery, page: number): { href: string } {
  const given = { query, tags, orderBy }
  const search = new URLSearchParams({ page: String(page), pageSize: String(pageSize) })
  for (const [name, value] of Object.entries(given)) if (value !== undefined) search.set(name, value)
  return { href: `/companies?${search}` }
}
