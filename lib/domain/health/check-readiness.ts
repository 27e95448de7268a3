import { prisma } from '#lib/db/client.ts'

const WORKER_SEEN_WITHIN = '10 seconds'

export interface Readiness {
  readonly ready: boolean
  readonly database: boolean
  readonly migrations: boolean
  readonly worker: boolean
}

/** Whether messages are accepted and delivered: database reachable, migrations done, a worker seen just now. Public. */
export async function checkReadiness(): Promise<Readiness> {
  try {
    const [row] = await prisma().$queryRaw<{ pending: boolean; worker: boolean }[]>`
      select exists (select from _prisma_migrations where finished_at is null and rolled_back_at is null) as pending,
        exists (select from worker where seen_at > now() - ${WORKER_SEEN_WITHIN}::interval) as worker`
    const [migrations, worker] = [row?.pending === false, row?.worker === true]
    return { ready: migrations && worker, database: true, migrations, worker }
  } catch {
    return { ready: false, database: false, migrations: false, worker: false }
  }
}
