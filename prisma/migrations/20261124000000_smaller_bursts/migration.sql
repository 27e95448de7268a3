-- Buckets hold less than half a second's worth of their rate, see docs/decisions/007-smaller-bursts.md; `burstOf` is the rule.
-- Tokens above that are cut when a lane is next looked at.
UPDATE lane SET burst = greatest(1, floor(rate / 2)) + 0.99 - rate / 4 WHERE rate IS NOT NULL;
UPDATE instance_lane SET burst = greatest(1, floor(rate / 2)) + 0.99 - rate / 4;
