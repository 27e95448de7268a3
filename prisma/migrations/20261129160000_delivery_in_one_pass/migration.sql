-- The queue is read once, with the attempts. `message` is the id again: a range on `message_id` tells the planner nothing of
-- the days that the message is in, and it planned for all of them.
DROP VIEW delivery;
CREATE VIEW delivery AS
SELECT
  pair.message_id,
  pair.consumer,
  CASE
    WHEN pair.succeeded THEN 'success'
    WHEN pair.cancelled THEN 'cancelled'
    WHEN pair.due_at IS NOT NULL AND pair.attempts > 0 THEN 'attempting'
    WHEN pair.due_at IS NOT NULL AND m.deliver_at > now() THEN 'scheduled'
    WHEN pair.due_at IS NOT NULL THEN 'sending'
    ELSE 'failure'
  END AS status,
  pair.attempts,
  pair.last_at,
  pair.due_at,
  pair.queued_trigger,
  pair.steps_used,
  m.id AS message
FROM (
  SELECT message_id, consumer, bool_or(outcome = 0) AS succeeded, bool_or(outcome = 3) AS cancelled,
    count(*) FILTER (WHERE n > 0)::int AS attempts, max(at) AS last_at,
    max(due_at) AS due_at, max(trigger) AS queued_trigger, max(steps_used) AS steps_used
  FROM (
    SELECT message_id, consumer, outcome, n, at, NULL::timestamptz AS due_at, NULL::smallint AS trigger, NULL::smallint AS steps_used
    FROM attempt
    UNION ALL
    SELECT message_id, consumer, NULL, 0, NULL, due_at, trigger, attempt FROM queue
  ) AS seen
  GROUP BY message_id, consumer
) AS pair
JOIN message m ON m.id = pair.message_id;
