import type pg from 'pg'
import { textArray, uuidArray } from '#lib/db/binary-array.ts'

const COMPANY_TAGS = `select k.ord::int4 as ord, c.tags
  from unnest($1::uuid[], $2::text[]) with ordinality k(instance_id, external_id, ord)
  join company c on c.instance_id = k.instance_id and c.external_id = k.external_id`

interface Question {
  readonly instanceId: string
  readonly company: string
  readonly resolve: (tags: readonly string[]) => void
  readonly reject: (error: unknown) => void
}

/** Tags of stored companies: what is asked in one turn of the event loop is asked in one query. */
export class CompanyTags {
  readonly #pool: pg.Pool
  #questions: Question[] = []

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** The stored tags of a company by the provider's own id; none for an unknown one. */
  of(instanceId: string, company: string): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      if (this.#questions.length === 0) setImmediate(() => this.#ask())
      this.#questions.push({ instanceId, company, resolve, reject })
    })
  }

  #ask(): void {
    const questions = this.#questions
    this.#questions = []
    const values = [uuidArray(questions.map((one) => one.instanceId)), textArray(questions.map((one) => one.company))]
    this.#pool.query<{ ord: number; tags: string[] }>({ name: 'company_tags', text: COMPANY_TAGS, values }).then(
      ({ rows }) => {
        const found = new Map(rows.map((row) => [row.ord, row.tags]))
        for (const [index, one] of questions.entries()) one.resolve(found.get(index + 1) ?? [])
      },
      (error: unknown) => {
        for (const one of questions) one.reject(error)
      },
    )
  }
}
