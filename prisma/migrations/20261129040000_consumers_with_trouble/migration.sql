-- The overview asks which consumers need somebody: few of ten thousand.
CREATE INDEX "consumer_with_trouble_idx" ON "consumer"("instance_id")
  WHERE failing_since IS NOT NULL OR disabled OR tls_expires_at IS NOT NULL;
