-- A task may look at every instance, and may answer with something.
ALTER TABLE "task" ALTER COLUMN "instance_id" DROP NOT NULL, ADD COLUMN "result" JSONB;
