import pg from 'pg'
import { parseId } from '#lib/domain/ids.ts'
import { insertCounts } from '#tests/support/insert-counts.ts'

async function onDatabase(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.POSTHORN_TEST_DATABASE_URL })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** What waits for a consumer has waited for five minutes. */
export const letWait = (consumer: string) =>
  onDatabase((client) =>
    client.query(
      `update queue q set due_at = now() - interval '5 minutes' from consumer c
       where c.id = $1 and q.consumer = c.key and q.due_at <= now()`,
      [parseId('consumer', consumer)],
    ),
  )

type Attempts = { success: number; failure: number; ms: number }

/** A consumer has just had so many attempts, each of that latency. */
export const countAttempts = (consumer: string, { success, failure, ms }: Attempts) =>
  onDatabase(async (client) => {
    const { rows } = await client.query<{ instance: number; consumer: number }>(
      'select i.key as instance, c.key as consumer from consumer c join instance i on i.id = c.instance_id where c.id = $1',
      [parseId('consumer', consumer)],
    )
    const latencies = new Array<number>(success + failure).fill(ms)
    for (const keys of rows) await insertCounts(client, { ...keys, success, failure, latencies })
  })
