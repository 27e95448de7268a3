import pg from 'pg'
import { SERVER_TROUBLE } from '#lib/server-trouble.ts'
import { connectionConfig } from './connection-config.ts'

/**
 * Planner settings of the hot statements: with them each keeps its index plan whatever the statistics say
 * (an `UPDATE … FROM` once flipped to full scans with stale ones: 8.5 s a claim).
 */
const HOT_SETTINGS = [
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'plan_cache_mode=force_generic_plan',
  'timezone=UTC',
]

/**
 * A pool for the worker's hot statements: named statements and session settings, so never through a transaction pooler.
 */
export function createHotPool(connectionString: string, max: number): pg.Pool {
  const options = HOT_SETTINGS.map((setting) => `-c ${setting}`).join(' ')
  return createPool(connectionString, max, { options, application_name: 'posthorn-worker' })
}

/** A pool with Postgres's own settings, for maintenance and configuration. */
export function createPlainPool(connectionString: string, max: number): pg.Pool {
  return createPool(connectionString, max, { application_name: 'posthorn-worker' })
}

function createPool(connectionString: string, max: number, extra: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    ...connectionConfig(connectionString, max),
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    ...extra,
  })
  // An idle connection that breaks is replaced on next use; without a listener it would end the process.
  pool.on('error', () => {})
  return pool
}

/** SQLSTATE of an error from Postgres, or null when it is about the connection. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError && error.code !== undefined ? error.code : null
}

/** The server or the way to it, not the statement; also every failure without a SQLSTATE. */
export function isConnectionTrouble(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return false // code that is wrong, not the network
  const state = sqlState(error)
  return state === null || SERVER_TROUBLE.test(state)
}
