import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { uuidAt } from './uuid-at.ts'

const MESSAGES = 3000
const HOURS = 13
/**
 * Answers 401 since then. Nothing came for it lately, so that all it failed was tried four times and the next try is
 * hours away: its host is made up, and a try would fail in another way.
 */
const FAILING = { name: 'T2K mirror', minutes: 50, quietMinutes: 36 }
/** So many messages of more than a day ago used up its schedule. */
const GIVEN_UP = { messages: 14, hours: 29 }
/** Paused a while ago: what came since waits in its queue. */
const PAUSED = { name: 'Data lake', minutes: 40 }
const DISABLED = 'Collections UK'

/** Messages of the last hours, with what became of them: one consumer fails, one is paused, one was disabled. */
export async function seedHistory(instanceUid: string): Promise<number> {
  await prisma()
    .$executeRaw`SELECT hot.ensure_partitions((now() AT TIME ZONE 'UTC')::date - 2, (now() AT TIME ZONE 'UTC')::date)`
  await seedMessages(instanceUid)
  await seedAttempts(instanceUid)
  await seedStates(instanceUid)
  await seedQueues(instanceUid)
  await seedRollups(instanceUid)
  return MESSAGES + GIVEN_UP.messages
}

/** Denser at some hours; a few types and companies make most of it. Dice are hashes: every seed is the same. */
async function seedMessages(instanceUid: string): Promise<void> {
  await prisma().$executeRaw`
WITH target AS (SELECT key, id FROM instance WHERE uid = ${instanceUid}),
type AS (SELECT name, example::jsonb AS example, row_number() OVER (ORDER BY md5(name)) - 1 AS n, count(*) OVER () AS types
  FROM event_type WHERE instance_id = (SELECT id FROM target) AND NOT deprecated),
firm AS (SELECT external_id, name, tags,
  (SELECT jsonb_object_agg(split_part(tag, ':', 1), substr(tag, strpos(tag, ':') + 1)) FROM unnest(tags) AS tag) AS labels,
  row_number() OVER (ORDER BY name) - 1 AS n, count(*) OVER () AS firms, hit,
  row_number() OVER (PARTITION BY hit ORDER BY name) - 1 AS other, count(*) OVER (PARTITION BY hit) AS others
  FROM (SELECT *, tags && (SELECT tags FROM consumer WHERE instance_id = (SELECT id FROM target)
    AND description = ${FAILING.name}) AS hit FROM company WHERE instance_id = (SELECT id FROM target)) AS known),
dice AS (
  SELECT i, (hashtextextended(i::text, 1) & 65535) / 65536.0 AS a, (hashtextextended(i::text, 2) & 65535) / 65536.0 AS b,
    (hashtextextended(i::text, 3) & 65535) / 65536.0 AS c
  FROM generate_series(1, ${MESSAGES + GIVEN_UP.messages}::int) AS i
), timed AS (
  SELECT *, CASE WHEN i > ${MESSAGES}::int THEN now() - (${GIVEN_UP.hours}::int + a) * interval '1 hour'
    ELSE now() - (a + 0.03 * sin(a * 16)) * ${HOURS}::int * interval '1 hour' - interval '30 s' END AS at FROM dice
), event AS (
  SELECT at,
    type.name AS type, firm.external_id, firm.tags,
    CASE WHEN type.name LIKE 'company.%' THEN jsonb_set(type.example, '{payload}', type.example->'payload'
        || jsonb_build_object('id', firm.external_id, 'name', firm.name, 'tags', firm.labels))
      WHEN type.example #> '{payload,referenceCompany}' IS NULL THEN type.example
      ELSE jsonb_set(jsonb_set(type.example, '{payload,referenceCompany,id}', to_jsonb(firm.external_id)),
        '{payload,referenceCompany,name}', to_jsonb(firm.name)) #- '{payload,referenceCompany,tags}' END::text AS body
  FROM timed JOIN type ON type.n = floor(b * b * types) JOIN firm ON CASE
    WHEN at > now() - ${FAILING.quietMinutes}::int * interval '1 minute' THEN NOT hit AND other = floor(c * others)
    ELSE firm.n = floor(c * sqrt(c) * firms) END
)
INSERT INTO message (id, instance, event_type, tags, tag_origins, labels, company, body, size)
SELECT ${uuidAt(Prisma.sql`at`)}, (SELECT key FROM target),
  type, tags, array_fill(2::smallint, array[cardinality(tags)]), '{}', external_id, body, octet_length(body)
FROM event`
}

/** Tries by the default schedule, as far as they are past; the second try of a busy receiver succeeds. */
async function seedAttempts(instanceUid: string): Promise<void> {
  await prisma().$executeRaw`
WITH pair AS (
  SELECT m.id, m.instance, m.event_type, m.size, c.key, c.url, c.description,
    to_timestamp(('x' || left(replace(m.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) AS at,
    (hashtextextended(m.id::text, c.key) & 1023) AS dice
  FROM message m JOIN instance i ON i.key = m.instance JOIN consumer c ON c.instance_id = i.id
  WHERE i.uid = ${instanceUid} AND (cardinality(c.tags) = 0 OR c.tags && m.tags) AND c.description <> ${DISABLED}
), sent AS (
  SELECT * FROM pair WHERE description <> ${PAUSED.name} OR at < now() - ${PAUSED.minutes}::int * interval '1 minute'
), told AS (
  SELECT *, CASE WHEN description = ${FAILING.name} AND at > now() - ${FAILING.minutes}::int * interval '1 minute' THEN 401
    WHEN description = ${FAILING.name} AND at < now() - ${GIVEN_UP.hours}::int * interval '1 hour' THEN 422
    WHEN dice < 9 THEN 503 ELSE 200 END AS first
  FROM sent
), tried AS (
  SELECT told.*, n, wait, at + after AS tried_at, CASE WHEN n = 2 AND first = 503 THEN 200 ELSE first END AS code,
    28 + 24 * (key % 5) + (dice * dice * dice / 4000000)::int + ((dice * 7 + n * 31) % 40)::int AS took
  FROM told JOIN (VALUES (1, interval '40 ms', interval '5 s'), (2, '5 s', '5 min'), (3, '305 s', '30 min'), (4, '2105 s', '2 h'),
    (5, '9305 s', '5 h'), (6, '27305 s', '10 h'), (7, '63305 s', '10 h'), (8, '99305 s', NULL)) AS step (n, after, wait)
    ON n = 1 OR (first = 503 AND n = 2) OR (first IN (401, 422) AND at + after < now())
)
INSERT INTO attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, status_code, error_kind, ms,
  timings, remote_address, tls_version, url, response_headers, response_body, next_at)
SELECT hot.uuid7(), id, key, instance, event_type, n, tried_at, 0,
  CASE WHEN code = 200 THEN 0 WHEN wait IS NULL THEN 2 ELSE 1 END, code,
  CASE code WHEN 401 THEN 'http_4xx' WHEN 422 THEN 'http_4xx' WHEN 503 THEN 'http_5xx' END, took, array[2, 6, 12, took - 20],
  '203.0.113.' || (40 + key % 20), 'TLSv1.3', url,
  CASE code WHEN 401 THEN '{"content-type":"application/json","www-authenticate":"Bearer realm=\\"hooks\\""}'::jsonb
    ELSE '{"content-type":"application/json"}'::jsonb END,
  CASE code WHEN 200 THEN '{"ok":true}' WHEN 401 THEN '{"error":"unauthorized","message":"missing bearer token"}'
    WHEN 422 THEN '{"error":"unprocessable","message":"unknown borrower"}' ELSE 'busy' END,
  CASE WHEN code <> 200 THEN tried_at + wait END
FROM tried`
}

async function seedStates(instanceUid: string): Promise<void> {
  await prisma().$executeRaw`
WITH aged AS (
  UPDATE instance SET created_at = created_at - interval '40 days' WHERE uid = ${instanceUid} RETURNING id
), consumers AS (
  UPDATE consumer SET created_at = created_at - hashtext(url) % 1000 * interval '30 minutes' - interval '21 days',
    updated_at = updated_at - interval '6 days' WHERE instance_id = (SELECT id FROM aged)
), companies AS (
  UPDATE company SET created_at = created_at - interval '33 days',
    updated_at = updated_at - abs(hashtext(name)) % 1000 * interval '20 minutes' WHERE instance_id = (SELECT id FROM aged)
)
UPDATE source SET created_at = created_at - interval '39 days', updated_at = updated_at - interval '39 days'
WHERE instance_id = (SELECT id FROM aged)`
  await prisma().$executeRaw`
UPDATE consumer_revision SET "from" = "from" - interval '21 days'
WHERE consumer IN (SELECT c.key FROM consumer c JOIN instance i ON i.id = c.instance_id WHERE i.uid = ${instanceUid})`
  await prisma().$executeRaw`
UPDATE consumer AS c SET last_success_at = told.success, last_failure_at = told.failure,
  failing_since = CASE WHEN told.failure > told.success THEN told.failing END,
  last_failure_status = CASE WHEN told.failure > told.success THEN 401 END,
  last_failure_kind = CASE WHEN told.failure > told.success THEN 'http_4xx' END
FROM (SELECT consumer, max(at) FILTER (WHERE outcome = 0) AS success, max(at) FILTER (WHERE outcome <> 0) AS failure,
    min(at) FILTER (WHERE status_code = 401) AS failing
  FROM attempt JOIN instance i ON i.key = instance WHERE i.uid = ${instanceUid} GROUP BY 1) AS told
WHERE c.key = told.consumer`
  await prisma().$executeRaw`
UPDATE consumer AS c SET disabled = true, disabled_reason = 'Every attempt has failed for 5 days.',
  disabled_at = now() - interval '7 hours', failing_since = now() - interval '127 hours',
  last_failure_at = now() - interval '7 hours'
FROM instance i WHERE i.id = c.instance_id AND i.uid = ${instanceUid} AND c.description = ${DISABLED}`
}

/** What a paused consumer holds, and what is tried again. */
async function seedQueues(instanceUid: string): Promise<void> {
  await prisma().$executeRaw`
INSERT INTO queue (message_id, consumer, due_at, size)
SELECT m.id, c.key, to_timestamp(('x' || left(replace(m.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0), m.size
FROM message m JOIN instance i ON i.key = m.instance JOIN consumer c ON c.instance_id = i.id
WHERE i.uid = ${instanceUid} AND c.description = ${PAUSED.name}
  AND NOT EXISTS (SELECT FROM attempt a WHERE a.message_id = m.id AND a.consumer = c.key)`
  await prisma().$executeRaw`
WITH planned AS (
  INSERT INTO queue (message_id, consumer, due_at, attempt, size)
  SELECT a.message_id, a.consumer, a.next_at, a.n, m.size
  FROM attempt a JOIN message m ON m.id = a.message_id JOIN instance i ON i.key = a.instance
  WHERE i.uid = ${instanceUid} AND a.next_at > now() RETURNING consumer, due_at
)
UPDATE lane SET next_at = first.at FROM (SELECT consumer, min(due_at) AS at FROM planned GROUP BY 1) AS first
WHERE lane.consumer = first.consumer`
}

async function seedRollups(instanceUid: string): Promise<void> {
  await prisma().$executeRaw`
INSERT INTO hot.rollup_batch (at, instance, consumer, event_type, outcome, ms)
SELECT date_trunc('minute', at), array_agg(instance), array_agg(consumer), array_agg(event_type), array_agg(outcome), array_agg(ms)
FROM (
  SELECT a.at, a.instance, a.consumer, a.event_type, a.outcome, a.ms FROM attempt a
  UNION ALL
  SELECT to_timestamp(('x' || left(replace(m.id::text, '-', ''), 12))::bit(48)::bigint / 1000.0), m.instance, 0, m.event_type, -1, 0
  FROM message m
) AS counted
WHERE instance = (SELECT key FROM instance WHERE uid = ${instanceUid}) GROUP BY 1`
}
