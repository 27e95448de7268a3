-- How the last attempt of a consumer failed is kept on it, like the time of it: a list looked into every partition of
-- attempts for it, and planning that took longer than everything else in the statement.
-- What a search looks through is one text in small letters: matching three whatever the case took more than twice as long.
ALTER TABLE "consumer"
  ADD COLUMN "last_failure_status" SMALLINT,
  ADD COLUMN "last_failure_kind" TEXT,
  ADD COLUMN "search_text" TEXT COLLATE "C" GENERATED ALWAYS AS (
    lower(url || E'\x01' || description || E'\x01' || coalesce(uid, ''))
  ) STORED;

UPDATE "consumer" c SET last_failure_status = last.status_code, last_failure_kind = last.error_kind
FROM (
  SELECT f.key, a.status_code, a.error_kind FROM "consumer" f CROSS JOIN LATERAL (
    SELECT status_code, error_kind FROM attempt
    WHERE consumer = f.key AND outcome IN (1, 2) AND at >= f.last_failure_at - interval '1 hour'
    ORDER BY at DESC LIMIT 1
  ) a
  WHERE f.failing_since IS NOT NULL
) last WHERE last.key = c.key;
