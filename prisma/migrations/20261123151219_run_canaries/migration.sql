-- CreateEnum
CREATE TYPE "canary_state" AS ENUM ('open', 'good', 'changed', 'rechecked');

-- AlterTable
ALTER TABLE "run_batches" ADD COLUMN     "written_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "run_canaries" (
    "run_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "due_items" INTEGER NOT NULL,
    "state" "canary_state" NOT NULL DEFAULT 'open',
    "token" INTEGER NOT NULL DEFAULT 0,
    "worker_id" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "calls" INTEGER NOT NULL DEFAULT 0,
    "heard" JSONB,
    "finding" TEXT,

    CONSTRAINT "run_canaries_pkey" PRIMARY KEY ("run_id","number")
);

-- AddForeignKey
ALTER TABLE "run_canaries" ADD CONSTRAINT "run_canaries_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
