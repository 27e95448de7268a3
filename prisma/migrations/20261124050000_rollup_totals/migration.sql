-- A row with the empty event type sums all types of a consumer: a page over a day then reads a row a minute, not one
-- for each type and minute. What is there already is summed here, later sums are folded in with the rest.
INSERT INTO "rollup" ("instance", "consumer", "event_type", "grain", "at", "accepted", "success", "failure", "retry", "cancelled", "total_ms", "histogram")
SELECT "instance", "consumer", '', "grain", "at", sum("accepted"), sum("success"), sum("failure"), sum("retry"), sum("cancelled"), sum("total_ms"),
  array[coalesce(sum("histogram"[1]), 0), coalesce(sum("histogram"[2]), 0), coalesce(sum("histogram"[3]), 0), coalesce(sum("histogram"[4]), 0),
    coalesce(sum("histogram"[5]), 0), coalesce(sum("histogram"[6]), 0), coalesce(sum("histogram"[7]), 0), coalesce(sum("histogram"[8]), 0),
    coalesce(sum("histogram"[9]), 0), coalesce(sum("histogram"[10]), 0), coalesce(sum("histogram"[11]), 0), coalesce(sum("histogram"[12]), 0),
    coalesce(sum("histogram"[13]), 0)]::int4[]
FROM "rollup" GROUP BY 1, 2, 4, 5;

DROP INDEX "rollup_consumer_grain_at_idx";
CREATE INDEX "rollup_instance_consumer_grain_event_type_at_idx" ON "rollup"("instance", "consumer", "grain", "event_type", "at");
