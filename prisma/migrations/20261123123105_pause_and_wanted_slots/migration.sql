-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "paused_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "slot_grants" ADD COLUMN     "wanted" INTEGER NOT NULL DEFAULT 1;
