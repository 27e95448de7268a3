-- The list of sources says how many requests each took in a day: counting them walked every message of that day. What
-- comes over the API has no source and no entry here.
CREATE FUNCTION hot.index_sources(partition text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON hot.%I (source_id, id) WHERE source_id IS NOT NULL', partition || '_source_idx', partition);
END
$$;

SELECT hot.index_sources(c.relname::text) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'hot' AND c.relkind = 'r' AND c.relname ~ '^message_\d{8}$';

-- As before, with this index on each new partition of messages.
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
    PERFORM hot.index_scheduled('message_' || suffix);
    PERFORM hot.index_sources('message_' || suffix);
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
