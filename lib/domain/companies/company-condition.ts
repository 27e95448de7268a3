import { Prisma } from '#lib/db/generated/client.ts'
import { likeLiteral } from '#lib/db/like-literal.ts'
import { DomainError } from '../errors.ts'
import { type Comparison, readQuery } from './read-query.ts'

const TEXT_FIELDS: Readonly<Record<string, Prisma.Sql>> = {
  id: Prisma.sql`external_id`,
  name: Prisma.sql`name`,
  description: Prisma.sql`description`,
}
const TIME_FIELDS: Readonly<Record<string, Prisma.Sql>> = {
  created: Prisma.sql`created_at`,
  modified: Prisma.sql`updated_at`,
  modifieddate: Prisma.sql`updated_at`,
}
const ORDERED = {
  '=': Prisma.sql`=`,
  '!=': Prisma.sql`<>`,
  '>': Prisma.sql`>`,
  '<': Prisma.sql`<`,
  '>=': Prisma.sql`>=`,
  '<=': Prisma.sql`<=`,
}

/** A query over a company's fields as a condition on `company`. @throws DomainError `bad_request` */
export function fieldCondition(query: string): Prisma.Sql {
  return anyOf(readQuery(query), (comparison) => {
    const field = comparison.field.toLowerCase()
    if (field.startsWith('tags.')) return tagComparison({ ...comparison, field: comparison.field.slice(5) })
    const text = TEXT_FIELDS[field]
    if (text !== undefined) return textComparison(text, comparison)
    const time = TIME_FIELDS[field]
    if (time !== undefined) return timeComparison(time, comparison)
    throw new DomainError('bad_request', `Companies have no field "${comparison.field}" to query by.`)
  })
}

/** A query over a company's tags, whose keys are the fields. @throws DomainError `bad_request` */
export function tagCondition(query: string): Prisma.Sql {
  return anyOf(readQuery(query), tagComparison)
}

/** `name`, `-created`: how to sort companies. @throws DomainError `bad_request` */
export function companyOrder(orderBy: string | undefined): Prisma.Sql {
  const [, minus = '', field = 'created'] = /^(-?)(\w+)$/.exec(orderBy ?? 'created') ?? [undefined, '', '?']
  const column = { ...TEXT_FIELDS, ...TIME_FIELDS }[field.toLowerCase()]
  if (column === undefined) throw new DomainError('bad_request', `Companies cannot be ordered by "${orderBy}".`)
  return minus === '-' ? Prisma.sql`${column} desc, id desc` : Prisma.sql`${column}, id`
}

function anyOf(
  alternatives: readonly (readonly Comparison[])[],
  one: (comparison: Comparison) => Prisma.Sql,
): Prisma.Sql {
  const parts = alternatives.map((all) => Prisma.sql`(${Prisma.join(all.map(one), ' and ')})`)
  return Prisma.sql`(${Prisma.join(parts, ' or ')})`
}

function textComparison(column: Prisma.Sql, { operator, value }: Comparison): Prisma.Sql {
  if (operator === '~') return Prisma.sql`${column} ilike ${containing(value)}`
  if (operator === '=') return Prisma.sql`lower(${column}) = lower(${value})`
  if (operator === '!=') return Prisma.sql`lower(${column}) <> lower(${value})`
  throw new DomainError('bad_request', 'A text is compared with =, != or ~.')
}

function timeComparison(column: Prisma.Sql, { operator, value }: Comparison): Prisma.Sql {
  const at = new Date(value)
  // Years that Postgres does not know are no times here either.
  const isTime = at.getTime() >= 0 && at.getTime() < 8_000_000_000_000
  if (operator === '~' || !isTime)
    throw new DomainError('bad_request', 'A time is compared with =, !=, <, >, <= or >= and an ISO 8601 time.')
  return Prisma.sql`${column} ${ORDERED[operator]} ${at}`
}

function tagComparison({ field, operator, value }: Comparison): Prisma.Sql {
  const tag = `${field}:${value}`
  if (operator === '=') return Prisma.sql`${tag} = any (tags)`
  if (operator === '!=') return Prisma.sql`not (${tag} = any (tags))`
  if (operator !== '~') throw new DomainError('bad_request', 'A tag is compared with =, != or ~.')
  const pattern = `${likeLiteral(`${field}:`)}${containing(value)}`
  return Prisma.sql`exists (select from unnest(tags) as one (tag) where one.tag ilike ${pattern})`
}

function containing(value: string): string {
  return `%${likeLiteral(value)}%`
}
