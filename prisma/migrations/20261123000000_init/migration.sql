-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "company" (
    "id" UUID NOT NULL,
    "instance_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "tags" TEXT[],
    "discovered" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "company_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consumer" (
    "id" UUID NOT NULL,
    "key" SERIAL NOT NULL,
    "instance_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'consumer',
    "uid" TEXT,
    "url" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "event_types" TEXT[],
    "tags" TEXT[],
    "rate" INTEGER,
    "disabled" BOOLEAN NOT NULL DEFAULT false,
    "disabled_reason" TEXT,
    "disabled_at" TIMESTAMPTZ(6),
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "headers" BYTEA,
    "tls_certificate" TEXT,
    "tls_key" BYTEA,
    "tls_expires_at" TIMESTAMPTZ(6),
    "server_ca" TEXT,
    "transformation_enabled" BOOLEAN NOT NULL DEFAULT false,
    "transformation_version" INTEGER,
    "failing_since" TIMESTAMPTZ(6),
    "last_failure_at" TIMESTAMPTZ(6),
    "last_success_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "consumer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consumer_secret" (
    "id" UUID NOT NULL,
    "consumer_id" UUID NOT NULL,
    "secret" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6),

    CONSTRAINT "consumer_secret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consumer_revision" (
    "consumer" INTEGER NOT NULL,
    "from" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "event_types" TEXT[],
    "tags" TEXT[],
    "disabled" BOOLEAN NOT NULL,
    "paused" BOOLEAN NOT NULL,
    "deleted" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "consumer_revision_pkey" PRIMARY KEY ("consumer","from")
);

-- CreateTable
CREATE TABLE "transformation" (
    "consumer_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,

    CONSTRAINT "transformation_pkey" PRIMARY KEY ("consumer_id","version")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "instance" INTEGER NOT NULL,
    "event_type" TEXT NOT NULL,
    "tags" TEXT[],
    "tag_origins" SMALLINT[],
    "labels" TEXT[],
    "company" TEXT,
    "source_id" UUID,
    "event_id" TEXT,
    "body" TEXT,
    "size" INTEGER NOT NULL,
    "flags" SMALLINT NOT NULL DEFAULT 0,
    "deliver_at" TIMESTAMPTZ(6),
    "expunge_at" TIMESTAMPTZ(6),
    "hop" SMALLINT NOT NULL DEFAULT 0,
    "xid" xid8 DEFAULT pg_current_xact_id(),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "queue" (
    "message_id" UUID NOT NULL,
    "consumer" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "attempt" SMALLINT NOT NULL DEFAULT 0,
    "trigger" SMALLINT NOT NULL DEFAULT 0,
    "size" INTEGER NOT NULL,
    "resume_at" TIMESTAMPTZ(6),

    CONSTRAINT "queue_pkey" PRIMARY KEY ("message_id","consumer")
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- CreateTable
CREATE TABLE "lane" (
    "consumer" INTEGER NOT NULL,
    "next_at" TIMESTAMPTZ(6) NOT NULL DEFAULT 'infinity'::timestamptz,
    "tokens" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "tok_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rate" DOUBLE PRECISION,
    "burst" DOUBLE PRECISION,
    "instance" INTEGER NOT NULL,
    "paused" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "lane_pkey" PRIMARY KEY ("consumer")
) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.1);

-- CreateTable
CREATE TABLE "instance_lane" (
    "instance" INTEGER NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "tok_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rate" DOUBLE PRECISION NOT NULL,
    "burst" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "instance_lane_pkey" PRIMARY KEY ("instance")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "consumer" INTEGER NOT NULL,
    "instance" INTEGER NOT NULL,
    "event_type" TEXT NOT NULL,
    "n" SMALLINT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "trigger" SMALLINT NOT NULL,
    "outcome" SMALLINT NOT NULL,
    "status_code" SMALLINT,
    "error_kind" TEXT,
    "error_detail" TEXT,
    "ms" INTEGER NOT NULL,
    "timings" INTEGER[],
    "flags" SMALLINT NOT NULL DEFAULT 0,
    "remote_address" TEXT,
    "tls_version" TEXT,
    "method" TEXT,
    "url" TEXT NOT NULL,
    "request_headers" JSONB,
    "signature" TEXT NOT NULL DEFAULT '',
    "request_body" TEXT,
    "response_headers" JSONB,
    "response_body" TEXT,
    "next_at" TIMESTAMPTZ(6),
    "xid" xid8 DEFAULT pg_current_xact_id(),

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("message_id","id")
) PARTITION BY RANGE ("message_id");

-- CreateTable
CREATE TABLE "dedupe" (
    "instance" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "message_id" UUID NOT NULL,

    CONSTRAINT "dedupe_pkey" PRIMARY KEY ("instance","key","day")
) PARTITION BY RANGE ("day");

-- CreateTable
CREATE TABLE "event_type" (
    "id" UUID NOT NULL,
    "instance_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "group_name" TEXT,
    "schemas" JSONB,
    "example" JSONB,
    "deprecated" BOOLEAN NOT NULL DEFAULT false,
    "archived" BOOLEAN NOT NULL DEFAULT false,
    "discovered" BOOLEAN NOT NULL DEFAULT false,
    "feature_flags" TEXT[],
    "retry_schedule" INTEGER[],
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instance" (
    "id" UUID NOT NULL,
    "key" SERIAL NOT NULL,
    "uid" TEXT,
    "name" TEXT NOT NULL,
    "rate" INTEGER,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "retry_schedule" INTEGER[],
    "svix_headers" BOOLEAN NOT NULL DEFAULT true,
    "secret_overlap_hours" INTEGER NOT NULL DEFAULT 24,
    "config_version" BIGINT NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" UUID NOT NULL,
    "instance_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'running',
    "input" JSONB NOT NULL,
    "cursor" JSONB,
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_by" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" UUID NOT NULL,
    "hostname" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lag_ms" INTEGER NOT NULL DEFAULT 0,
    "skew_ms" INTEGER NOT NULL DEFAULT 0,
    "in_flight" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request" BYTEA NOT NULL,
    "status" INTEGER,
    "result_id" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("scope","key")
);

-- CreateTable
CREATE TABLE "rollup" (
    "instance" INTEGER NOT NULL,
    "consumer" INTEGER NOT NULL,
    "event_type" TEXT NOT NULL,
    "grain" CHAR(1) NOT NULL,
    "at" TIMESTAMPTZ(0) NOT NULL,
    "accepted" BIGINT NOT NULL DEFAULT 0,
    "success" BIGINT NOT NULL DEFAULT 0,
    "failure" BIGINT NOT NULL DEFAULT 0,
    "retry" BIGINT NOT NULL DEFAULT 0,
    "cancelled" BIGINT NOT NULL DEFAULT 0,
    "total_ms" BIGINT NOT NULL DEFAULT 0,
    "histogram" INTEGER[],

    CONSTRAINT "rollup_pkey" PRIMARY KEY ("instance","grain","at","consumer","event_type")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL,
    "password_hash" TEXT,
    "oidc_subject" TEXT,
    "failed_sign_ins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(6),
    "sessions_from" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "instance_id" UUID,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "hint" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'token',
    "capabilities" TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(6),
    "expires_at" TIMESTAMPTZ(6),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "instance_id" UUID,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "target_name" TEXT NOT NULL DEFAULT '',
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" UUID NOT NULL,
    "instance_id" UUID NOT NULL,
    "uid" TEXT,
    "name" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "token" BYTEA NOT NULL,
    "old_token_hash" BYTEA,
    "old_token_until" TIMESTAMPTZ(6),
    "scheme" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "config" BYTEA NOT NULL,
    "event_type_path" TEXT NOT NULL,
    "inbox" BOOLEAN NOT NULL DEFAULT false,
    "disabled" BOOLEAN NOT NULL DEFAULT false,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rejected_request" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "instance" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "headers" JSONB NOT NULL DEFAULT '{}',
    "excerpt" TEXT NOT NULL DEFAULT '',
    "size" INTEGER NOT NULL,
    "xid" xid8 DEFAULT pg_current_xact_id(),

    CONSTRAINT "rejected_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "company_instance_id_id_idx" ON "company"("instance_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "company_instance_id_external_id_key" ON "company"("instance_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "consumer_key_key" ON "consumer"("key");

-- CreateIndex
CREATE INDEX "consumer_instance_id_id_idx" ON "consumer"("instance_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "consumer_instance_id_uid_key" ON "consumer"("instance_id", "uid");

-- CreateIndex
CREATE INDEX "consumer_secret_consumer_id_created_at_idx" ON "consumer_secret"("consumer_id", "created_at");

-- CreateIndex
CREATE INDEX "message_instance_id_idx" ON "message"("instance", "id");

-- CreateIndex
CREATE INDEX "message_instance_event_type_id_idx" ON "message"("instance", "event_type", "id");

-- CreateIndex
CREATE INDEX "queue_consumer_due_at_idx" ON "queue"("consumer", "due_at");

-- CreateIndex
CREATE INDEX "lane_next_at_idx" ON "lane"("next_at");

-- CreateIndex
CREATE INDEX "attempt_message_id_consumer_n_idx" ON "attempt"("message_id", "consumer", "n");

-- CreateIndex
CREATE INDEX "attempt_consumer_at_idx" ON "attempt"("consumer", "at");

-- CreateIndex
CREATE INDEX "attempt_instance_at_idx" ON "attempt"("instance", "at");

-- CreateIndex
CREATE UNIQUE INDEX "event_type_instance_id_name_key" ON "event_type"("instance_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "instance_key_key" ON "instance"("key");

-- CreateIndex
CREATE UNIQUE INDEX "instance_uid_key" ON "instance"("uid");

-- CreateIndex
CREATE INDEX "task_instance_id_id_idx" ON "task"("instance_id", "id");

-- CreateIndex
CREATE INDEX "task_status_updated_at_idx" ON "task"("status", "updated_at");

-- CreateIndex
CREATE INDEX "idempotency_key_expires_at_idx" ON "idempotency_key"("expires_at");

-- CreateIndex
CREATE INDEX "rollup_consumer_grain_at_idx" ON "rollup"("consumer", "grain", "at");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "person_oidc_subject_key" ON "person"("oidc_subject");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_hash_key" ON "api_token"("hash");

-- CreateIndex
CREATE INDEX "api_token_instance_id_id_idx" ON "api_token"("instance_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_instance_id_id_idx" ON "audit_entry"("instance_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "source_token_hash_key" ON "source"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "source_old_token_hash_key" ON "source"("old_token_hash");

-- CreateIndex
CREATE INDEX "source_instance_id_id_idx" ON "source"("instance_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "source_instance_id_uid_key" ON "source"("instance_id", "uid");

-- CreateIndex
CREATE INDEX "rejected_request_source_id_id_idx" ON "rejected_request"("source_id", "id");

-- CreateIndex
CREATE INDEX "rejected_request_instance_id_idx" ON "rejected_request"("instance", "id");

-- AddForeignKey
ALTER TABLE "company" ADD CONSTRAINT "company_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "instance"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consumer" ADD CONSTRAINT "consumer_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "instance"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consumer_secret" ADD CONSTRAINT "consumer_secret_consumer_id_fkey" FOREIGN KEY ("consumer_id") REFERENCES "consumer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transformation" ADD CONSTRAINT "transformation_consumer_id_fkey" FOREIGN KEY ("consumer_id") REFERENCES "consumer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_type" ADD CONSTRAINT "event_type_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "instance"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "instance"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "instance"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_instance_id_fkey" FOREIGN KEY ("instance_id") REFERENCES "instance"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Beyond what a Prisma schema can say: partitions, roll-up deltas, the status of a delivery.
CREATE SCHEMA "hot";

-- lz4 costs a fraction of the default's CPU; not every server is built with it (the embedded one is not).
DO $$
BEGIN
  ALTER TABLE message ALTER COLUMN body SET COMPRESSION lz4;
  ALTER TABLE attempt ALTER COLUMN request_body SET COMPRESSION lz4, ALTER COLUMN response_body SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END
$$;

-- The smallest UUIDv7 of a UTC day: partition bounds.
CREATE FUNCTION hot.day_floor(day date) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM day::timestamp AT TIME ZONE 'UTC') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- The smallest UUIDv7 of a moment, for ranges by time on message ids.
CREATE FUNCTION hot.uuid_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- A UUIDv7 of database time (RFC 9562), for what is stored without a worker.
CREATE FUNCTION hot.uuid7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')
    || '7' || substr(r, 2, 3) || substr('89ab', 1 + (('x' || substr(r, 5, 1))::bit(4)::int & 3), 1) || substr(r, 6, 15))::uuid
  FROM (SELECT replace(gen_random_uuid()::text, '-', '') AS r) AS random
$$;

-- Makes the partitions of the days [from_day, to_day] that are missing; two callers at once make each once.
CREATE FUNCTION hot.ensure_partitions(from_day date, to_day date) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  day date;
  suffix text;
  made int := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('hot.ensure_partitions'));
  FOR day IN SELECT d::date FROM generate_series(from_day, to_day, interval '1 day') d LOOP
    suffix := to_char(day, 'YYYYMMDD');
    CONTINUE WHEN to_regclass('hot.message_' || suffix) IS NOT NULL;
    EXECUTE format('CREATE TABLE hot.%I (LIKE message INCLUDING DEFAULTS INCLUDING COMPRESSION INCLUDING CONSTRAINTS)', 'message_' || suffix);
    EXECUTE format('ALTER TABLE message ATTACH PARTITION hot.%I FOR VALUES FROM (%L) TO (%L)', 'message_' || suffix, hot.day_floor(day), hot.day_floor(day + 1));
    EXECUTE format('CREATE TABLE hot.%I (LIKE attempt INCLUDING DEFAULTS INCLUDING COMPRESSION INCLUDING CONSTRAINTS)', 'attempt_' || suffix);
    EXECUTE format('ALTER TABLE attempt ATTACH PARTITION hot.%I FOR VALUES FROM (%L) TO (%L)', 'attempt_' || suffix, hot.day_floor(day), hot.day_floor(day + 1));
    EXECUTE format('CREATE INDEX ON hot.%I (instance, at) WHERE outcome = 2', 'attempt_' || suffix);
    EXECUTE format('CREATE INDEX ON hot.%I (consumer, at) WHERE outcome = 2', 'attempt_' || suffix);
    EXECUTE format('CREATE TABLE hot.%I (LIKE dedupe INCLUDING DEFAULTS)', 'dedupe_' || suffix);
    EXECUTE format('ALTER TABLE dedupe ATTACH PARTITION hot.%I FOR VALUES FROM (%L) TO (%L)', 'dedupe_' || suffix, day, day + 1);
    made := made + 1;
  END LOOP;
  RETURN made;
END
$$;

SELECT hot.ensure_partitions((now() AT TIME ZONE 'UTC')::date - 1, (now() AT TIME ZONE 'UTC')::date + 7);

-- Appended by settlement in its own transaction; maintenance folds and deletes.
CREATE TABLE hot.rollup_delta (
  instance int NOT NULL,
  consumer int NOT NULL,
  event_type text NOT NULL,
  at timestamptz NOT NULL,
  accepted int NOT NULL DEFAULT 0,
  success int NOT NULL DEFAULT 0,
  failure int NOT NULL DEFAULT 0,
  retry int NOT NULL DEFAULT 0,
  cancelled int NOT NULL DEFAULT 0,
  total_ms bigint NOT NULL DEFAULT 0,
  histogram int[]
);

-- One row per delivery. In this order: any 2xx ever, cancelled, still queued, else failure.
CREATE VIEW delivery AS
SELECT
  pair.message_id,
  pair.consumer,
  CASE
    WHEN pair.succeeded THEN 'success'
    WHEN pair.cancelled THEN 'cancelled'
    WHEN q.message_id IS NOT NULL AND pair.attempts > 0 THEN 'attempting'
    WHEN q.message_id IS NOT NULL AND m.deliver_at > now() THEN 'scheduled'
    WHEN q.message_id IS NOT NULL THEN 'sending'
    ELSE 'failure'
  END AS status,
  pair.attempts,
  pair.last_at,
  q.due_at,
  q.trigger AS queued_trigger,
  q.attempt AS steps_used
FROM (
  SELECT message_id, consumer, bool_or(outcome = 0) AS succeeded, bool_or(outcome = 3) AS cancelled,
    count(*) FILTER (WHERE n > 0)::int AS attempts, max(at) AS last_at
  FROM (
    SELECT message_id, consumer, outcome, n, at FROM attempt
    UNION ALL
    SELECT message_id, consumer, NULL, 0, NULL FROM queue
  ) AS seen
  GROUP BY message_id, consumer
) AS pair
JOIN message m ON m.id = pair.message_id
LEFT JOIN queue q ON q.message_id = pair.message_id AND q.consumer = pair.consumer;
