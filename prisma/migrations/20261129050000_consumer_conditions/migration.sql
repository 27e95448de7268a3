-- What the worker notes about each consumer: lists filter and sort by it, and every page says the same of a consumer.
-- Sorted like before by one unique text each, so that a page of ten thousand consumers is one walk of one index.
ALTER TABLE "consumer"
  DROP COLUMN "by_state",
  ADD COLUMN "behind_since" TIMESTAMPTZ(6),
  ADD COLUMN "slow_since" TIMESTAMPTZ(6),
  ADD COLUMN "success_rate" DOUBLE PRECISION,
  ADD COLUMN "p95" INTEGER;

ALTER TABLE "consumer"
  -- Most urgent first: failing; backlog; slow; healthy or new; paused; disabled by Posthorn; off.
  ADD COLUMN "by_state" TEXT COLLATE "C" GENERATED ALWAYS AS (
    CASE
      WHEN disabled AND disabled_reason IS NULL THEN '7'
      WHEN disabled THEN '6'
      WHEN paused THEN '5'
      WHEN failing_since IS NOT NULL THEN '1'
      WHEN behind_since IS NOT NULL THEN '2'
      WHEN slow_since IS NOT NULL THEN '3'
      ELSE '4'
    END || ' ' || id::text
  ) STORED,
  -- The lowest share first; without attempts at the end.
  ADD COLUMN "by_success_rate" TEXT COLLATE "C" GENERATED ALWAYS AS (
    coalesce(lpad((success_rate * 1000000)::int::text, 7, '0'), '~') || ' ' || id::text
  ) STORED,
  -- Without attempts at the start: lists begin with the slowest.
  ADD COLUMN "by_p95" TEXT COLLATE "C" GENERATED ALWAYS AS (
    coalesce(lpad(p95::text, 7, '0'), '') || ' ' || id::text
  ) STORED;

CREATE INDEX "consumer_instance_id_by_state_idx" ON "consumer"("instance_id", "by_state");
CREATE INDEX "consumer_instance_id_by_success_rate_idx" ON "consumer"("instance_id", "by_success_rate");
CREATE INDEX "consumer_instance_id_by_p95_idx" ON "consumer"("instance_id", "by_p95");

DROP INDEX "consumer_with_trouble_idx";
CREATE INDEX "consumer_with_trouble_idx" ON "consumer"("instance_id")
  WHERE failing_since IS NOT NULL OR disabled OR tls_expires_at IS NOT NULL OR behind_since IS NOT NULL OR slow_since IS NOT NULL;

-- Whose backlog may be over, looked up every few seconds.
CREATE INDEX "consumer_behind_idx" ON "consumer"("key") WHERE behind_since IS NOT NULL;
