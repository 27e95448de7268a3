import type pg from 'pg'
import { BUSY_CONSUMER } from './load-history.ts'

/** What pages list beside messages and attempts. Each takes the instance's uid as $1. */
const STATEMENTS = [
  // One consumer in 100 fails, one is disabled, one paused, one has a certificate that ends soon.
  `update consumer c set failing_since = case c.key % 100 when 1 then now() - interval '2 hours' end,
     last_failure_at = case c.key % 100 when 1 then now() - interval '1 minute' end,
     last_failure_status = case c.key % 100 when 1 then 503 end, last_failure_kind = case c.key % 100 when 1 then 'http_5xx' end,
     disabled = c.key % 100 = 2, disabled_at = case c.key % 100 when 2 then now() - interval '1 day' end,
     disabled_reason = case c.key % 100 when 2 then 'Every attempt failed for five days.' end,
     paused = c.key % 100 = 3, tls_expires_at = case c.key % 100 when 4 then now() + interval '10 days' end
   from instance i where i.id = c.instance_id and i.uid = $1 and c.uid <> '${BUSY_CONSUMER}'`,
  `insert into consumer_revision (consumer, "from", event_types, tags, disabled, paused)
   select c.key, now() - interval '60 days' + n * interval '1 day', c.event_types, c.tags, false, false
   from consumer c join instance i on i.id = c.instance_id, generate_series(1, 3) n where i.uid = $1`,
  `insert into transformation (consumer_id, version, code)
   select c.id, n, 'function handler(webhook) { return webhook } //' || repeat('x', 2000)
   from consumer c join instance i on i.id = c.instance_id, generate_series(1, 30) n where i.uid = $1 and c.uid = '${BUSY_CONSUMER}'`,
  // Due in a month: the worker that runs beside has nothing to send.
  `insert into queue (message_id, consumer, due_at, attempt, size)
   select m.id, a.consumer, now() + interval '30 days', 1, m.size
   from instance i join lateral (select id, size from message where instance = i.key order by id desc limit 500) m on true
     join attempt a on a.message_id = m.id where i.uid = $1 on conflict do nothing`,
  `insert into task (id, instance_id, kind, status, input, total, done, finished_at)
   select hot.uuid7(), i.id, 'replay_missing', 'finished', '{"consumer":"bench-1","since":"2026-01-01T00:00:00.000Z"}', 100, 100, now()
   from instance i, generate_series(1, 1000) where uid = $1`,
  `insert into audit_entry (id, instance_id, actor_kind, actor_name, action, target_kind, target_id, target_name, before, after)
   select hot.uuid7(), case n % 20 when 0 then null else i.id end, 'person', 'somebody@example.com', 'consumer.update', 'consumer', 'ep_' || n,
     'Consumer ' || n, '{"disabled":false}', '{"disabled":true}' from instance i, generate_series(1, 20000) n where uid = $1`,
  `insert into rejected_request (id, source_id, instance, reason, detail, headers, excerpt, size)
   select hot.uuid7(), s.id, i.key, 'bad_signature', 'The signature does not match.', '{"content-type":"application/json"}', '{}', 2
   from source s join instance i on i.id = s.instance_id, generate_series(1, 500) where i.uid = $1`,
  `update message m set source_id = s.id
   from instance i, lateral (select id from source where instance_id = i.id order by id limit 1) s
   where i.uid = $1 and m.instance = i.key and m.id in
     (select id from message where instance = i.key and id >= hot.uuid_floor(now() - interval '2 days') and ('x' || right(id::text, 1))::bit(4)::int = 0)`,
]

/** Fills an instance that `loadHistory` gave a past, and that has sources, with everything else that pages list. */
export async function loadSurroundings(pool: pg.Pool, instanceUid: string): Promise<void> {
  for (const statement of STATEMENTS) await pool.query(statement, [instanceUid])
  await pool.query('vacuum (analyze)')
}
