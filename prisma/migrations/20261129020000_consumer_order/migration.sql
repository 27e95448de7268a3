-- Who disabled a consumer, and keys to sort the list by: one unique text each, so that a cursor is one comparison on one
-- index. Bytewise ("C"): the order is the same on every server. Written anew with the row, but an equal key touches no
-- index, so that noting when a consumer last answered stays as cheap as it was.
ALTER TABLE "consumer"
  ADD COLUMN "disabled_by" TEXT,
  ADD COLUMN "by_name" TEXT COLLATE "C" GENERATED ALWAYS AS (
    left(lower(coalesce(nullif(description, ''), regexp_replace(url, '^https?://', ''))), 150) || E'\x01' || id::text
  ) STORED,
  -- Most urgent first: failing; healthy or new; paused; disabled by Posthorn; off.
  ADD COLUMN "by_state" TEXT COLLATE "C" GENERATED ALWAYS AS (
    CASE
      WHEN disabled AND disabled_reason IS NULL THEN '5'
      WHEN disabled THEN '4'
      WHEN paused THEN '3'
      WHEN failing_since IS NULL THEN '2'
      ELSE '1'
    END || ' ' || id::text
  ) STORED;

CREATE INDEX "consumer_instance_id_by_name_idx" ON "consumer"("instance_id", "by_name");

CREATE INDEX "consumer_instance_id_by_state_idx" ON "consumer"("instance_id", "by_state");
