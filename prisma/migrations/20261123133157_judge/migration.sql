-- CreateEnum
CREATE TYPE "judged_aspect" AS ENUM ('completeness', 'precision', 'relevance', 'correctness');

-- CreateEnum
CREATE TYPE "judgement_status" AS ENUM ('open', 'finished');

-- DropIndex
DROP INDEX "entries_run_id_key";

-- CreateTable
CREATE TABLE "judges" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "template_version" TEXT NOT NULL,
    "templates" JSONB NOT NULL,
    "rounds" SMALLINT NOT NULL,
    "temperature" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judges_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judgements" (
    "id" SERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "judge_id" INTEGER NOT NULL,
    "status" "judgement_status" NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "resume_at" TIMESTAMPTZ(3),
    "token" INTEGER NOT NULL DEFAULT 0,
    "worker_id" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "judgements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judge_votes" (
    "judgement_id" INTEGER NOT NULL,
    "item" INTEGER NOT NULL,
    "aspect" "judged_aspect" NOT NULL,
    "round" SMALLINT NOT NULL,
    "rating" SMALLINT,
    "attempts" SMALLINT NOT NULL,
    "content_key" TEXT NOT NULL,
    "reply" TEXT,

    CONSTRAINT "judge_votes_pkey" PRIMARY KEY ("judgement_id","item","aspect","round")
);

-- CreateIndex
CREATE UNIQUE INDEX "judges_key_key" ON "judges"("key");

-- CreateIndex
CREATE INDEX "judgements_status_idx" ON "judgements"("status");

-- CreateIndex
CREATE UNIQUE INDEX "judgements_run_id_judge_id_key" ON "judgements"("run_id", "judge_id");

-- CreateIndex
CREATE INDEX "judge_votes_content_key_idx" ON "judge_votes"("content_key");

-- CreateIndex
CREATE UNIQUE INDEX "entries_run_id_pipeline_key" ON "entries"("run_id", "pipeline");

-- AddForeignKey
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_judge_id_fkey" FOREIGN KEY ("judge_id") REFERENCES "judges"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_votes" ADD CONSTRAINT "judge_votes_judgement_id_fkey" FOREIGN KEY ("judgement_id") REFERENCES "judgements"("id") ON DELETE CASCADE ON UPDATE CASCADE;
