-- CreateEnum
CREATE TYPE "task" AS ENUM ('perception', 'description', 'assessment');

-- CreateEnum
CREATE TYPE "answer_visibility" AS ENUM ('public', 'hidden');

-- CreateEnum
CREATE TYPE "entry_source" AS ENUM ('measured', 'predictions', 'computed', 'reported');

-- CreateEnum
CREATE TYPE "model_kind" AS ENUM ('model', 'human', 'baseline', 'random');

-- CreateEnum
CREATE TYPE "submission_kind" AS ENUM ('endpoint', 'predictions');

-- CreateEnum
CREATE TYPE "run_status" AS ENUM ('queued', 'running', 'paused', 'finished', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "batch_state" AS ENUM ('pending', 'leased', 'done');

-- CreateEnum
CREATE TYPE "item_outcome" AS ENUM ('correct', 'wrong', 'answered', 'unparsed', 'refused', 'starved', 'error', 'absent');

-- CreateTable
CREATE TABLE "datasets" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "task" "task" NOT NULL,
    "split" TEXT,
    "answers" "answer_visibility" NOT NULL,
    "has_answers" BOOLEAN NOT NULL,
    "generated" BOOLEAN NOT NULL DEFAULT false,
    "content_hash" TEXT NOT NULL,
    "item_count" INTEGER NOT NULL,
    "image_count" INTEGER NOT NULL,
    "source_file" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "datasets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "items" (
    "dataset_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "image_path" TEXT NOT NULL,
    "image_hash" TEXT,
    "second_path" TEXT,
    "second_hash" TEXT,
    "subset" TEXT,
    "question_type" SMALLINT,
    "concern" SMALLINT,
    "question" TEXT,
    "options" TEXT[],
    "correct_option" SMALLINT,
    "reference" TEXT,
    "mos" DOUBLE PRECISION,

    CONSTRAINT "items_pkey" PRIMARY KEY ("dataset_id","number")
);

-- CreateTable
CREATE TABLE "images" (
    "hash" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "images_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "entries" (
    "id" SERIAL NOT NULL,
    "model_id" INTEGER NOT NULL,
    "task" "task" NOT NULL,
    "dataset_slug" TEXT NOT NULL,
    "dataset_id" INTEGER,
    "source" "entry_source" NOT NULL,
    "pipeline" TEXT NOT NULL DEFAULT 'multiple-choice',
    "run_id" INTEGER,
    "reported_by" TEXT,
    "protocol_version" TEXT,
    "prompt_version" TEXT,
    "parser_version" TEXT,
    "rung" TEXT,
    "coverage" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scores" (
    "entry_id" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "slice" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "n" INTEGER,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,

    CONSTRAINT "scores_pkey" PRIMARY KEY ("entry_id","metric","slice")
);

-- CreateTable
CREATE TABLE "ledger" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verb" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ledger_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "models" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "organization" TEXT,
    "url" TEXT,
    "kind" "model_kind" NOT NULL DEFAULT 'model',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "models_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submissions" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "model_id" INTEGER NOT NULL,
    "kind" "submission_kind" NOT NULL,
    "protocol" TEXT,
    "base_url" TEXT,
    "endpoint_model" TEXT,
    "concurrency" INTEGER NOT NULL DEFAULT 8,
    "extra_body" JSONB,
    "sealed_api_key" TEXT,
    "idempotency_key" TEXT,
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" SERIAL NOT NULL,
    "submission_id" UUID NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "status" "run_status" NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "reason_detail" TEXT,
    "protocol_version" TEXT NOT NULL,
    "prompt_version" TEXT NOT NULL,
    "parser_version" TEXT NOT NULL,
    "rung" TEXT,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "total" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "resume_at" TIMESTAMPTZ(3),

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run_batches" (
    "run_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "first_item" INTEGER NOT NULL,
    "last_item" INTEGER NOT NULL,
    "state" "batch_state" NOT NULL DEFAULT 'pending',
    "token" INTEGER NOT NULL DEFAULT 0,
    "worker_id" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "done" INTEGER NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "run_batches_pkey" PRIMARY KEY ("run_id","number")
);

-- CreateTable
CREATE TABLE "slot_grants" (
    "submission_id" UUID NOT NULL,
    "worker_id" TEXT NOT NULL,
    "slots" INTEGER NOT NULL,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "slot_grants_pkey" PRIMARY KEY ("submission_id","worker_id")
);

-- CreateTable
CREATE TABLE "item_results" (
    "run_id" INTEGER NOT NULL,
    "item" INTEGER NOT NULL,
    "outcome" "item_outcome" NOT NULL,
    "attempts" SMALLINT NOT NULL DEFAULT 1,
    "parsed" SMALLINT,
    "parsed_by" TEXT,
    "score" DOUBLE PRECISION,
    "logprob_difference" DOUBLE PRECISION,
    "censored" BOOLEAN,
    "latency_ms" INTEGER,
    "prompt_tokens" INTEGER,
    "completion_tokens" INTEGER,
    "error" TEXT,
    "response" TEXT,

    CONSTRAINT "item_results_pkey" PRIMARY KEY ("run_id","item")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" TIMESTAMPTZ(3),
    "name" TEXT,
    "image" TEXT,
    "password_hash" TEXT,
    "is_admin" BOOLEAN NOT NULL DEFAULT false,
    "session_version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "user_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "expires_at" INTEGER,
    "token_type" TEXT,
    "scope" TEXT,
    "id_token" TEXT,
    "session_state" TEXT,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("provider","provider_account_id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "datasets_slug_version_key" ON "datasets"("slug", "version");

-- CreateIndex
CREATE UNIQUE INDEX "datasets_slug_content_hash_key" ON "datasets"("slug", "content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "items_dataset_id_image_path_key" ON "items"("dataset_id", "image_path");

-- CreateIndex
CREATE UNIQUE INDEX "entries_run_id_key" ON "entries"("run_id");

-- CreateIndex
CREATE INDEX "entries_dataset_slug_published_at_idx" ON "entries"("dataset_slug", "published_at");

-- CreateIndex
CREATE INDEX "entries_model_id_idx" ON "entries"("model_id");

-- CreateIndex
CREATE INDEX "ledger_at_idx" ON "ledger"("at");

-- CreateIndex
CREATE UNIQUE INDEX "models_slug_key" ON "models"("slug");

-- CreateIndex
CREATE INDEX "submissions_owner_id_created_at_idx" ON "submissions"("owner_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "submissions_owner_id_idempotency_key_key" ON "submissions"("owner_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "runs_status_idx" ON "runs"("status");

-- CreateIndex
CREATE UNIQUE INDEX "runs_submission_id_dataset_id_key" ON "runs"("submission_id", "dataset_id");

-- CreateIndex
CREATE INDEX "run_batches_state_lease_until_idx" ON "run_batches"("state", "lease_until");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_hash_key" ON "api_tokens"("hash");

-- CreateIndex
CREATE INDEX "api_tokens_user_id_idx" ON "api_tokens"("user_id");

-- AddForeignKey
ALTER TABLE "items" ADD CONSTRAINT "items_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "items" ADD CONSTRAINT "items_image_hash_fkey" FOREIGN KEY ("image_hash") REFERENCES "images"("hash") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "items" ADD CONSTRAINT "items_second_hash_fkey" FOREIGN KEY ("second_hash") REFERENCES "images"("hash") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entries" ADD CONSTRAINT "entries_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scores" ADD CONSTRAINT "scores_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_batches" ADD CONSTRAINT "run_batches_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slot_grants" ADD CONSTRAINT "slot_grants_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submissions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_results" ADD CONSTRAINT "item_results_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
