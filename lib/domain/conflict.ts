import { Prisma } from '#lib/db/generated/client.ts'
import { DomainError } from './errors.ts'

/** Runs a write and turns a broken unique constraint into a `conflict` with this sentence. */
export async function orConflict<T>(message: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const unique = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
    if (unique) throw new DomainError('conflict', message, { cause: error })
    throw error
  }
}
