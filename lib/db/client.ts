import { PrismaPg } from '@prisma/adapter-pg'
import { env } from '../env.ts'
import { connectionConfig } from './connection-config.ts'
import { PrismaClient } from './generated/client.ts'

// Next keeps module state separate between bundles: one client per process lives on globalThis.
const shared: typeof globalThis & { posthornPrisma?: PrismaClient } = globalThis

/** The Prisma client of this process. @throws EnvError-like when DATABASE_URL is missing */
export function prisma(): PrismaClient {
  if (shared.posthornPrisma) return shared.posthornPrisma
  const url = env().DATABASE_URL
  if (url === undefined)
    throw new Error('DATABASE_URL is not set: run "npm start", which sets it, or point it at a PostgreSQL 15 or newer.')
  shared.posthornPrisma = new PrismaClient({ adapter: new PrismaPg(connectionConfig(url)) })
  return shared.posthornPrisma
}

/** A transaction's client: what verbs pass on to the parts that write together. */
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]
