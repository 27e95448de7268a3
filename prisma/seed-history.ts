import { prisma } from '#lib/db/client.ts'

const MESSAGES = 1500
const HOURS = 6
const FAILING = 'T2K mirror'

/** Messages of the last hours with attempts that were made: most delivered, one consumer answering 401 lately. */
export async function seedHistory(instanceUid: string): Promise<number> {
  await prisma().$executeRaw`
WITH target AS (SELECT key, id FROM instance WHERE uid = ${instanceUid}),
type AS (SELECT name, example, row_number() OVER (ORDER BY name) - 1 AS n, count(*) OVER () AS types
  FROM event_type WHERE instance_id = (SELECT id FROM target) AND NOT deprecated),
firm AS (SELECT external_id, tags, row_number() OVER (ORDER BY name) - 1 AS n, count(*) OVER () AS firms
  FROM company WHERE instance_id = (SELECT id FROM target)),
event AS (
  SELECT now() - (i * ${HOURS * 3600}::float8 / ${MESSAGES}) * interval '1 s' AS at, type.name, type.example::text AS body,
    firm.external_id, firm.tags
  FROM generate_series(1, ${MESSAGES}::int) AS i
  JOIN type ON type.n = (i * 7919) % type.types JOIN firm ON firm.n = (i * 31) % firm.firms
)
INSERT INTO message (id, instance, event_type, tags, tag_origins, labels, company, body, size)
SELECT (left(hot.uuid_floor(at)::text, 14) || '7' || right(gen_random_uuid()::text, 21))::uuid, (SELECT key FROM target),
  name, tags, array_fill(2::smallint, array[cardinality(tags)]), '{}', external_id, body, octet_length(body)
FROM event`
  await seedAttempts(instanceUid)
  await prisma().$executeRaw`
INSERT INTO hot.rollup_delta (instance, consumer, event_type, at, accepted, success, failure, total_ms, histogram)
SELECT a.instance, a.consumer, a.event_type, date_trunc('minute', a.at), 0, count(*) FILTER (WHERE outcome = 0),
  count(*) FILTER (WHERE outcome = 2), sum(ms), array[0, 0, 0, 0, 0, count(*)::int, 0, 0, 0, 0, 0, 0, 0]
FROM attempt a JOIN instance i ON i.key = a.instance WHERE i.uid = ${instanceUid} GROUP BY 1, 2, 3, 4
UNION ALL
SELECT m.instance, 0, m.event_type, date_trunc('minute', to_timestamp(('x' || left(replace(m.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)),
  count(*), 0, 0, 0, NULL
FROM message m JOIN instance i ON i.key = m.instance WHERE i.uid = ${instanceUid} GROUP BY 1, 2, 3, 4`
  return MESSAGES
}

async function seedAttempts(instanceUid: string): Promise<void> {
  await prisma().$executeRaw`
WITH pair AS (
  SELECT m.id, m.instance, m.event_type, c.key, c.url, c.description,
    to_timestamp(('x' || left(replace(m.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) AS at,
    ('x' || substr(md5(m.id::text || c.key), 1, 8))::bit(32)::bigint & 1023 AS dice
  FROM message m JOIN instance i ON i.key = m.instance JOIN consumer c ON c.instance_id = i.id
  WHERE i.uid = ${instanceUid} AND (cardinality(c.tags) = 0 OR c.tags && m.tags)
), told AS (
  SELECT *, CASE WHEN description = ${FAILING} AND at > now() - interval '50 minutes' THEN 401 WHEN dice < 6 THEN 503 ELSE 200 END AS code
  FROM pair
)
INSERT INTO attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, status_code, error_kind, ms,
  timings, remote_address, tls_version, url, response_headers, response_body)
SELECT hot.uuid7(), id, key, instance, event_type, 1, at + interval '40 ms', 0, CASE code WHEN 200 THEN 0 ELSE 2 END, code,
  CASE code WHEN 401 THEN 'http_4xx' WHEN 503 THEN 'http_5xx' END, 30 + dice / 6, array[2, 6, 12, 10 + dice / 6],
  '203.0.113.40', 'TLSv1.3', url,
  CASE code WHEN 401 THEN '{"content-type":"application/json","www-authenticate":"Bearer realm=\\"hooks\\""}'::jsonb
    ELSE '{"content-type":"application/json"}'::jsonb END,
  CASE code WHEN 200 THEN '{"ok":true}' WHEN 401 THEN '{"error":"unauthorized","message":"missing bearer token"}' ELSE 'busy' END
FROM told`
}
