import { prisma } from '#lib/db/client.ts'
import { LATEST_MIGRATION } from './latest-migration.ts'

/** A worker counts as there when it was seen within this time, and as unfit beyond that much clock skew. */
const SEEN_WITHIN_SECONDS = 10
const MOST_SKEW_MS = 5_000

export interface Readiness {
  readonly ready: boolean
  /** It answers. */
  readonly database: boolean
  /** The newest is applied. */
  readonly migrations: boolean
  /** One was seen just now whose clock agrees with the database's. */
  readonly worker: boolean
}

/**
 * Whether messages are accepted and delivered: database reachable, migrations done, a fit worker. Public; never fails.
 */
export async function checkReadiness(): Promise<Readiness> {
  try {
    const [facts] = await prisma().$queryRaw<{ migrations: boolean; worker: boolean }[]>`
      SELECT EXISTS (SELECT FROM _prisma_migrations
          WHERE migration_name = ${LATEST_MIGRATION} AND finished_at IS NOT NULL AND rolled_back_at IS NULL) AS migrations,
        EXISTS (SELECT FROM worker WHERE seen_at > now() - ${SEEN_WITHIN_SECONDS}::int * interval '1 s'
          AND abs(skew_ms) <= ${MOST_SKEW_MS}::int) AS worker`
    const { migrations, worker } = facts ?? { migrations: false, worker: false }
    return { ready: migrations && worker, database: true, migrations, worker }
  } catch {
    return { ready: false, database: false, migrations: false, worker: false }
  }
}
