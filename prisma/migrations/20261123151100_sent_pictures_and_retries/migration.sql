-- AlterTable
ALTER TABLE "item_results" ADD COLUMN     "sent" JSONB;

-- AlterTable
ALTER TABLE "run_batches" ADD COLUMN     "retries" JSONB NOT NULL DEFAULT '{}';
