-- The last step of the first run ticks itself off.
ALTER TABLE "instance" ADD COLUMN "signature_checked_at" TIMESTAMPTZ(6);
