-- What a commit counted is one row with an array a column, not a row a consumer and event type: a statement that settles
-- a hundred attempts inserts one row for all their counts, and takes the arrays that its attempts come in.
CREATE TABLE hot.rollup_batch (
  at timestamptz NOT NULL,
  instance int[] NOT NULL,
  -- 0 where a message was accepted
  consumer int[] NOT NULL,
  event_type text[] NOT NULL,
  -- as in attempt; -1: a message was accepted
  outcome smallint[] NOT NULL,
  ms int[] NOT NULL
) WITH (toast_tuple_target = 8160);

-- Place (from 1) of an attempt's latency in a histogram: the bounds of lib/domain/deliveries/latency-buckets.ts.
CREATE FUNCTION hot.latency_place(ms int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
  SELECT width_bucket(ms - 0.5::float8, array[5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 15000]::float8[]) + 1
$$;

-- One row for each attempt or message counted in a batch. `place` is null where no time was taken.
CREATE FUNCTION hot.counts_of(batch hot.rollup_batch)
RETURNS TABLE (instance int, consumer int, event_type text, accepted int, success int, failure int, retry int, cancelled int, total_ms int, place int)
LANGUAGE sql IMMUTABLE AS $$
  SELECT c.instance, c.consumer, c.event_type, (c.outcome = -1)::int, (c.outcome = 0)::int, (c.outcome = 2)::int,
    (c.outcome = 1)::int, (c.outcome = 3)::int, c.ms, CASE WHEN c.outcome BETWEEN 0 AND 2 THEN hot.latency_place(c.ms) END
  FROM unnest((batch).instance, (batch).consumer, (batch).event_type, (batch).outcome, (batch).ms)
    c(instance, consumer, event_type, outcome, ms)
  WHERE c.outcome <= 3
$$;

-- Deltas that nobody folded yet move into the roll-ups.
INSERT INTO rollup AS r (instance, consumer, event_type, grain, at, accepted, success, failure, retry, cancelled, total_ms, histogram)
SELECT d.instance, w.consumer, t.event_type, g.grain, date_trunc(g.unit, d.at, 'UTC'), sum(d.accepted), sum(d.success),
  sum(d.failure), sum(d.retry), sum(d.cancelled), sum(d.total_ms),
  array[coalesce(sum(d.histogram[1]), 0)::int4, coalesce(sum(d.histogram[2]), 0)::int4, coalesce(sum(d.histogram[3]), 0)::int4, coalesce(sum(d.histogram[4]), 0)::int4, coalesce(sum(d.histogram[5]), 0)::int4, coalesce(sum(d.histogram[6]), 0)::int4, coalesce(sum(d.histogram[7]), 0)::int4, coalesce(sum(d.histogram[8]), 0)::int4, coalesce(sum(d.histogram[9]), 0)::int4, coalesce(sum(d.histogram[10]), 0)::int4, coalesce(sum(d.histogram[11]), 0)::int4, coalesce(sum(d.histogram[12]), 0)::int4, coalesce(sum(d.histogram[13]), 0)::int4]
FROM hot.rollup_delta d
CROSS JOIN LATERAL (SELECT d.consumer UNION SELECT 0) w(consumer)
CROSS JOIN LATERAL (VALUES (d.event_type), ('')) t(event_type)
CROSS JOIN (VALUES ('m', 'minute'), ('h', 'hour'), ('d', 'day')) g(grain, unit)
GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (instance, grain, at, consumer, event_type) DO UPDATE SET
  accepted = r.accepted + excluded.accepted, success = r.success + excluded.success, failure = r.failure + excluded.failure,
  retry = r.retry + excluded.retry, cancelled = r.cancelled + excluded.cancelled, total_ms = r.total_ms + excluded.total_ms,
  histogram = (SELECT coalesce(array_agg(coalesce(a, 0) + coalesce(b, 0) ORDER BY place), '{}')
    FROM unnest(r.histogram, excluded.histogram) WITH ORDINALITY x(a, b, place));

DROP TABLE hot.rollup_delta;

-- Counts that are not folded into the roll-ups yet, in the roll-ups' columns.
CREATE VIEW hot.rollup_delta AS
SELECT b.at, c.instance, c.consumer, c.event_type, c.accepted, c.success, c.failure, c.retry, c.cancelled, c.total_ms,
  CASE WHEN c.place IS NOT NULL THEN array_fill(0, array[c.place - 1]) || 1 END AS histogram
FROM hot.rollup_batch b CROSS JOIN LATERAL hot.counts_of(b) c;

-- The key of an attempt also finds a pair's attempts in the order of their ids, which is that of their numbers.
ALTER TABLE attempt DROP CONSTRAINT attempt_pkey;
ALTER TABLE attempt ADD CONSTRAINT attempt_pkey PRIMARY KEY (message_id, consumer, id);
DROP INDEX attempt_message_id_consumer_n_idx;
