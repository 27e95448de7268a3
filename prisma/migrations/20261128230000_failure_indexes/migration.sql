-- Lists of failed attempts hold tried-again, final and skipped ones. The partial indexes knew final ones only, so such a
-- list walked every attempt of a consumer that hardly ever fails. A success has no entry in either, as before.
CREATE FUNCTION hot.index_failures(partition text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON hot.%I (instance, at) WHERE outcome IN (1, 2, 4)', partition || '_instance_failures_idx', partition);
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON hot.%I (consumer, at) WHERE outcome IN (1, 2, 4)', partition || '_consumer_failures_idx', partition);
END
$$;

DO $$
DECLARE
  stale regclass;
BEGIN
  FOR stale IN SELECT i.indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'hot' AND c.relname ~ '^attempt_\d{8}$' AND i.indpred IS NOT NULL
  LOOP
    EXECUTE format('DROP INDEX %s', stale);
  END LOOP;
END
$$;

SELECT hot.index_failures(c.relname::text) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'hot' AND c.relkind = 'r' AND c.relname ~ '^attempt_\d{8}$';

-- As before, with these indexes on each new partition of attempts.
CREATE OR REPLACE FUNCTION hot.ensure_partitions(from_day date, to_day date) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  day date;
  suffix text;
  made int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('hot.ensure_partitions'));
  FOR day IN SELECT d::date FROM generate_series(from_day, to_day, interval '1 day') d LOOP
    suffix := to_char(day, 'YYYYMMDD');
    CONTINUE WHEN to_regclass('hot.message_' || suffix) IS NOT NULL;
    EXECUTE format('CREATE TABLE hot.%I (LIKE message INCLUDING DEFAULTS INCLUDING COMPRESSION INCLUDING CONSTRAINTS)', 'message_' || suffix);
    EXECUTE format('ALTER TABLE message ATTACH PARTITION hot.%I FOR VALUES FROM (%L) TO (%L)', 'message_' || suffix, hot.day_floor(day), hot.day_floor(day + 1));
    PERFORM hot.index_expunge('message_' || suffix);
    EXECUTE format('CREATE TABLE hot.%I (LIKE attempt INCLUDING DEFAULTS INCLUDING COMPRESSION INCLUDING CONSTRAINTS)', 'attempt_' || suffix);
    EXECUTE format('ALTER TABLE attempt ATTACH PARTITION hot.%I FOR VALUES FROM (%L) TO (%L)', 'attempt_' || suffix, hot.day_floor(day), hot.day_floor(day + 1));
    PERFORM hot.index_failures('attempt_' || suffix);
    EXECUTE format('CREATE TABLE hot.%I (LIKE dedupe INCLUDING DEFAULTS)', 'dedupe_' || suffix);
    EXECUTE format('ALTER TABLE dedupe ATTACH PARTITION hot.%I FOR VALUES FROM (%L) TO (%L)', 'dedupe_' || suffix, day, day + 1);
    made := made + 1;
  END LOOP;
  RETURN made;
END
$$;
