import { env } from '../env.ts'

/** Settings of this installation for a client or pool of `pg`, from a connection URL. */
export function connectionConfig(connectionString: string, max = env().DATABASE_POOL_SIZE) {
  const ca = env().DATABASE_CA
  return { connectionString, max, ...(ca === undefined ? {} : { ssl: { ca } }) }
}
