import { DomainError } from '../errors.ts'

export type QueryOperator = '=' | '!=' | '~' | '>' | '<' | '>=' | '<='

/** One comparison of the query language: `name ~ toys`. */
export interface Comparison {
  readonly field: string
  readonly operator: QueryOperator
  readonly value: string
}

const COMPARISON = /^\s*([^\s=!~<>&|]+)\s*(!=|>=|<=|=|~|>|<)\s*(.*?)\s*$/
const MOST_COMPARISONS = 20

/**
 * Reads `a=1 && b!=2 || c~3` (docs.codat.io/using-the-api/querying): alternatives of comparisons that all must hold;
 * `&&` binds tighter. @throws DomainError `bad_request`
 */
export function readQuery(text: string): readonly (readonly Comparison[])[] {
  const alternatives = text.split('||').map((part) => part.split('&&').map(readComparison))
  if (alternatives.flat().length > MOST_COMPARISONS)
    throw new DomainError('bad_request', `A query has at most ${MOST_COMPARISONS} comparisons.`)
  return alternatives
}

function readComparison(text: string): Comparison {
  const [, field, operator, value] = COMPARISON.exec(text) ?? []
  if (field === undefined || value === undefined || !isOperator(operator))
    throw new DomainError('bad_request', `"${text.trim()}" is not a comparison such as name=value.`)
  return { field, operator, value }
}

function isOperator(text: string | undefined): text is QueryOperator {
  return text !== undefined && ['=', '!=', '~', '>', '<', '>=', '<='].includes(text)
}
