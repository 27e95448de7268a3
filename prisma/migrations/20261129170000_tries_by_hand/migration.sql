-- Tries by hand and tests in the queue: few, and looked up every few seconds for leases that ended without a word.
CREATE INDEX "queue_by_hand_idx" ON "queue"("due_at") WHERE trigger IN (1, 2);
