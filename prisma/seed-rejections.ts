import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { uuidAt } from './uuid-at.ts'

/** Requests of the last hours that a source did not let in, and messages that came over it. */
export async function seedRejections(instanceUid: string): Promise<void> {
  await prisma().$executeRaw`
INSERT INTO rejected_request (id, source_id, instance, at, reason, detail, headers, excerpt, size)
SELECT ${uuidAt(Prisma.sql`now() - ago`)}, s.id, i.key, now() - ago, reason, detail, headers::jsonb,
  '{"id":"c0a8f3b2-94d1-4e57-b6a0-2f1e0d9c8b7a","eventType":"invoices.write.successful"', size
FROM source s JOIN instance i ON i.id = s.instance_id CROSS JOIN (VALUES
  (interval '3 h', 'missing_header', 'The header webhook-signature is missing.', '{"content-type":"application/json","user-agent":"curl/8.9.1"}', 214),
  (interval '52 min', 'stale_time', 'The time is 412 s old; at most 300 s are let in.', '{"content-type":"application/json","webhook-timestamp":"1795490000"}', 586),
  (interval '9 min', 'bad_signature', 'No signature was made with the secret of this source.', '{"content-type":"application/json","webhook-signature":"v1,••••"}', 579)
) AS refused (ago, reason, detail, headers, size)
WHERE i.uid = ${instanceUid} AND s.name = 'Codat production'`
  await prisma().$executeRaw`
UPDATE message m SET source_id = s.id FROM source s JOIN instance i ON i.id = s.instance_id
WHERE m.instance = i.key AND i.uid = ${instanceUid} AND s.name = 'Codat production'`
}
