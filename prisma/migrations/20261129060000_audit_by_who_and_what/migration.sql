-- Who did what: few pairs in any instance, so that a search looks through them and not through every change.
CREATE INDEX "audit_entry_instance_id_actor_name_action_id_idx" ON "audit_entry"("instance_id", "actor_name", "action", "id");
