import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { uuidAt } from './uuid-at.ts'

/** ISO 8601, as JSON has it. */
const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'

/** What was sent again in the last days: finished, and once called off. `consumers`: ids by description. */
export async function seedTasks(instanceUid: string, consumers: ReadonlyMap<string, string>): Promise<void> {
  const ids = JSON.stringify(Object.fromEntries(consumers))
  await prisma().$executeRaw`
INSERT INTO task (id, instance_id, kind, status, input, total, done, created_by, created_at, updated_at, finished_at)
SELECT ${uuidAt(Prisma.sql`now() - ago`)}, i.id, sent.kind, sent.status, jsonb_build_object('consumerId',
  ${ids}::jsonb ->> c.description, 'consumerKey', c.key, 'since', to_char((now() - ago - span) AT TIME ZONE 'UTC', ${ISO}),
  'until', to_char((now() - ago) AT TIME ZONE 'UTC', ${ISO}), 'eventTypes', null, 'tag', null, 'label', null, 'statuses', null, 'statusCodeClass', null),
  total, done, 'Mara Ilves', now() - ago, now() - ago + took, now() - ago + took
FROM instance i JOIN consumer c ON c.instance_id = i.id JOIN (VALUES
  ('Loan decisioning', 'replay_missing', 'finished', interval '6 days', interval '9 hours', interval '129 s', 1290, 1290),
  ('Minerva', 'bulk_replay', 'cancelled', interval '50 hours', interval '1 day', interval '21 s', 4112, 310),
  ('T2K mirror', 'recover', 'finished', interval '7 hours', interval '2 hours', interval '14 s', 344, 344)
) AS sent (consumer, kind, status, ago, span, took, total, done) ON sent.consumer = c.description
WHERE i.uid = ${instanceUid}`
}
