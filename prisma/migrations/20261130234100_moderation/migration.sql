-- What an administrator withdrew stays withdrawn; an account that was blocked has no way in.
ALTER TABLE "submissions" ADD COLUMN "locked_at" TIMESTAMPTZ(3), ADD COLUMN "lock_reason" TEXT;
ALTER TABLE "users" ADD COLUMN "blocked_at" TIMESTAMPTZ(3), ADD COLUMN "block_reason" TEXT;
