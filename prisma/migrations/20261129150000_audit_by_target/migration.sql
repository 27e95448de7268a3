-- What was done to one thing, and who did what anywhere: both read the whole log.
CREATE INDEX "audit_entry_actor_name_action_id_idx" ON "audit_entry"("actor_name", "action", "id");

CREATE INDEX "audit_entry_target_id_id_idx" ON "audit_entry"("target_id", "id");
