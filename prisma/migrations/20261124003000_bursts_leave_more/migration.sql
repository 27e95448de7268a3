-- `burstOf` as docs/decisions/007-smaller-bursts.md has it: requests may arrive 0.3 s late.
UPDATE lane SET burst = least(greatest(1, floor(rate / 2)) + 0.99 - rate * 0.3, 1 + rate / 4) WHERE rate IS NOT NULL;
UPDATE instance_lane SET burst = least(greatest(1, floor(rate / 2)) + 0.99 - rate * 0.3, 1 + rate / 4);
