import { prisma } from '#lib/db/client.ts'
import { DomainError } from '../errors.ts'
import { LATEST_MIGRATION } from './latest-migration.ts'

/** A worker counts as there when it was seen within this time, and as unfit beyond that much clock skew. */
const SEEN_WITHIN_SECONDS = 10
const MOST_SKEW_MS = 5_000

interface Facts {
  readonly migrated: boolean
  readonly worker: boolean
}

/** Says that deliveries can happen: database, migrations, a worker. @throws DomainError `unavailable` with the reason */
export async function checkReadiness(): Promise<{ status: 'ready' }> {
  const [facts] = await readFacts()
  if (!facts?.migrated) throw notReady('Migrations are missing. Run "npm run db:migrate".')
  if (!facts.worker) throw notReady(`No worker was seen in the last ${SEEN_WITHIN_SECONDS} seconds. Start one.`)
  return { status: 'ready' }
}

async function readFacts(): Promise<Facts[]> {
  try {
    return await prisma().$queryRaw`
      SELECT EXISTS (SELECT FROM _prisma_migrations
          WHERE migration_name = ${LATEST_MIGRATION} AND finished_at IS NOT NULL AND rolled_back_at IS NULL) AS migrated,
        EXISTS (SELECT FROM worker WHERE seen_at > now() - ${SEEN_WITHIN_SECONDS}::int * interval '1 s'
          AND abs(skew_ms) <= ${MOST_SKEW_MS}::int) AS worker`
  } catch (cause) {
    throw new DomainError('unavailable', 'The database does not answer.', { retryAfter: 5, cause })
  }
}

function notReady(reason: string) {
  return new DomainError('unavailable', reason, { retryAfter: 5 })
}
