-- What a file of answers says is *uploaded*; `predictions` stays the kind of its submission.
ALTER TYPE "entry_source" RENAME VALUE 'predictions' TO 'uploaded';

-- Since when an administrator, or a measured run that agrees, vouches for uploaded answers; until then they are ranked apart.
ALTER TABLE "entries" ADD COLUMN "verified_at" TIMESTAMPTZ(3), ADD COLUMN "verified_run_id" INTEGER;
ALTER TABLE "entries" ADD CONSTRAINT "entries_verified_run_id_fkey"
  FOREIGN KEY ("verified_run_id") REFERENCES "runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- They stand beside others from now on, with whom they were not tested.
UPDATE "entries" SET "compared_at" = NULL WHERE "source" = 'uploaded';
