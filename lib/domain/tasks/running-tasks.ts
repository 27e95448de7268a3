import { prisma } from '#lib/db/client.ts'

/** Ids of running tasks, the one that waited longest first; at most 100 at a time. */
export async function runningTasks(): Promise<string[]> {
  const rows = await prisma().task.findMany({
    where: { status: 'running' },
    orderBy: { updatedAt: 'asc' },
    take: 100,
    select: { id: true },
  })
  return rows.map((row) => row.id)
}
