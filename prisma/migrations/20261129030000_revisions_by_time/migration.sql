-- Whose configuration is another one than at a message's time: "why not?" in numbers looks only these up one by one.
CREATE INDEX "consumer_revision_from_idx" ON "consumer_revision"("from");
