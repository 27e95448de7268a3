import pg from 'pg'
import { newUuid, parseId } from '#lib/domain/ids.ts'

/** So many consumers of an instance, in one statement that tells the workers: over the API they would take minutes. */
export async function insertManyConsumers(instance: string, many: number): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.POSTHORN_TEST_DATABASE_URL })
  await client.connect()
  try {
    await client.query(
      `with made as (insert into consumer (id, instance_id, url, description, event_types, tags)
         select id, $2, 'http://127.0.0.1:9/hooks', 'Team ' || n, '{}', '{}'
         from unnest($1::uuid[]) with ordinality as given (id, n) returning key),
       told as (update instance set config_version = config_version + 1 where id = $2 returning key)
       insert into lane (consumer, instance) select made.key, told.key from made, told`,
      [Array.from({ length: many }, () => newUuid()), parseId('instance', instance)],
    )
  } finally {
    await client.end()
  }
}
