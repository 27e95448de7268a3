-- Every busy consumer's row of this minute, hour and day is written again every few seconds. With room on its page that
-- touches no index.
ALTER TABLE "rollup" SET (fillfactor = 85);
