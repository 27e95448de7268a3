-- Postgres counts a busy day again and again, and sorts thousands of bodies and headers for it. Nothing is found by what
-- stands in these columns.
CREATE FUNCTION hot.skip_statistics(partition text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  skipped text;
BEGIN
  FOR skipped IN SELECT attname FROM pg_attribute WHERE attrelid = ('hot.' || quote_ident(partition))::regclass AND attname = ANY (
    '{body,tag_origins,size,hop,error_detail,timings,remote_address,tls_version,method,url,request_headers,signature,request_body,response_headers,response_body,next_at}'
  ) LOOP
    EXECUTE format('ALTER TABLE hot.%I ALTER COLUMN %I SET STATISTICS 0', partition, skipped);
  END LOOP;
END
$$;

-- What each new partition gets besides what its parent has: what comes later is added here, and not to a copy of the
-- function that makes partitions.
CREATE FUNCTION hot.furnish_message(partition text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hot.index_expunge(partition);
  PERFORM hot.index_scheduled(partition);
  PERFORM hot.index_sources(partition);
  PERFORM hot.skip_statistics(partition);
END
$$;

CREATE FUNCTION hot.furnish_attempt(partition text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hot.index_failures(partition);
  PERFORM hot.skip_statistics(partition);
END
$$;

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
    PERFORM hot.furnish_message('message_' || suffix);
    EXECUTE format('CREATE TABLE hot.%I (LIKE attempt INCLUDING DEFAULTS INCLUDING COMPRESSION INCLUDING CONSTRAINTS)', 'attempt_' || suffix);
    EXECUTE format('ALTER TABLE attempt ATTACH PARTITION hot.%I FOR VALUES FROM (%L) TO (%L)', 'attempt_' || suffix, hot.day_floor(day), hot.day_floor(day + 1));
    PERFORM hot.furnish_attempt('attempt_' || suffix);
    EXECUTE format('CREATE TABLE hot.%I (LIKE dedupe INCLUDING DEFAULTS)', 'dedupe_' || suffix);
    EXECUTE format('ALTER TABLE dedupe ATTACH PARTITION hot.%I FOR VALUES FROM (%L) TO (%L)', 'dedupe_' || suffix, day, day + 1);
    made := made + 1;
  END LOOP;
  RETURN made;
END
$$;

SELECT hot.skip_statistics(c.relname) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
WHERE i.inhparent IN ('message'::regclass, 'attempt'::regclass);
