-- Who is scored on a dataset with hidden answers, what was let out of its key, and which figures may be published.
CREATE TYPE "admission_state" AS ENUM ('asked', 'granted', 'refused', 'revoked');
CREATE TYPE "key_release_kind" AS ENUM ('figure', 'no_better', 'withheld', 'waiting', 'publication', 'past');

CREATE TABLE "admissions" (
    "user_id" UUID NOT NULL,
    "dataset_slug" TEXT NOT NULL,
    "state" "admission_state" NOT NULL DEFAULT 'asked',
    "reason" TEXT NOT NULL DEFAULT '',
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),
    CONSTRAINT "admissions_pkey" PRIMARY KEY ("user_id", "dataset_slug")
);
CREATE INDEX "admissions_state_idx" ON "admissions"("state");
ALTER TABLE "admissions" ADD CONSTRAINT "admissions_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "hidden_sets" (
    "dataset_slug" TEXT NOT NULL,
    "takes_files" BOOLEAN NOT NULL DEFAULT false,
    "pause_share" DOUBLE PRECISION NOT NULL DEFAULT 0.1,
    CONSTRAINT "hidden_sets_pkey" PRIMARY KEY ("dataset_slug")
);

-- What was told is told: these rows outlive the account and the run.
CREATE TABLE "key_releases" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dataset_slug" TEXT NOT NULL,
    "user_id" UUID,
    "run_id" INTEGER,
    "kind" "key_release_kind" NOT NULL,
    "metric" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "n" INTEGER NOT NULL,
    "bits" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "approved" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "key_releases_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "key_releases_dataset_slug_user_id_idx" ON "key_releases"("dataset_slug", "user_id");
CREATE INDEX "key_releases_run_id_idx" ON "key_releases"("run_id");
ALTER TABLE "key_releases" ADD CONSTRAINT "key_releases_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "key_releases" ADD CONSTRAINT "key_releases_run_id_fkey"
  FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "entries" ADD COLUMN "approval_asked_at" TIMESTAMPTZ(3),
  ADD COLUMN "approved_at" TIMESTAMPTZ(3), ADD COLUMN "approval_refusal" TEXT;
ALTER TABLE "entry_pasts" ADD COLUMN "approved_at" TIMESTAMPTZ(3);

-- What has been published stays public.
UPDATE "entries" e SET "approved_at" = e."created_at"
WHERE e."published_at" IS NOT NULL OR e."run_id" IS NULL OR EXISTS (
  SELECT FROM "runs" r JOIN "ledger" l ON l."detail"->>'submission' = r."submission_id"::text
  WHERE r."id" = e."run_id" AND l."verb" = 'submission-published');
UPDATE "entry_pasts" p SET "approved_at" = e."approved_at" FROM "entries" e WHERE e."id" = p."entry_id";

-- A row that always gives the most frequent letter tells of the key.
DELETE FROM "entries" e USING "datasets" d, "models" m
WHERE d."id" = e."dataset_id" AND m."id" = e."model_id" AND e."source" = 'computed'
  AND d."answers" = 'hidden' AND m."kind" = 'baseline';

-- Scorings so far told every slice: accuracies as counts where n is below a thousand, else to three decimals. They are
-- in the meter and pause nothing.
INSERT INTO "key_releases" ("at", "dataset_slug", "user_id", "run_id", "kind", "metric", "n", "bits")
SELECT told."at", told."slug", told."owner", told."run", 'past', 'all', max(told."n"), sum(0.5 * log(2.0, (2 * pi() * exp(1.0)
  * (CASE WHEN told."metric" = 'accuracy' THEN least(told."n" / 4.0, 250000.0 / told."n") ELSE 1000000.0 / told."n" END
     + 1.0 / 12))::numeric))::float8
FROM (
  SELECT e."id" AS entry, e."created_at" AS "at", e."dataset_slug" AS slug, s."owner_id" AS owner, r."id" AS run, c."metric", c."n"
  FROM "entries" e JOIN "scores" c ON c."entry_id" = e."id" JOIN "runs" r ON r."id" = e."run_id"
    JOIN "submissions" s ON s."id" = r."submission_id" JOIN "users" u ON u."id" = s."owner_id" JOIN "datasets" d ON d."id" = e."dataset_id"
  WHERE d."answers" = 'hidden' AND NOT d."generated" AND NOT u."is_admin"
  UNION ALL
  SELECT e."id", p."replaced_at", e."dataset_slug", s."owner_id", r."id", c."metric", c."n"
  FROM "entries" e JOIN "entry_pasts" p ON p."entry_id" = e."id"
    CROSS JOIN LATERAL jsonb_to_recordset(p."scores") AS c("metric" text, "n" int) JOIN "runs" r ON r."id" = e."run_id"
    JOIN "submissions" s ON s."id" = r."submission_id" JOIN "users" u ON u."id" = s."owner_id" JOIN "datasets" d ON d."id" = e."dataset_id"
  WHERE d."answers" = 'hidden' AND NOT d."generated" AND NOT u."is_admin"
) told
WHERE told."n" >= 50 AND (told."metric" IN ('accuracy', 'accuracy.judged', 'srcc', 'plcc', 'argmax.srcc', 'argmax.plcc', 'sum')
  OR told."metric" LIKE '%.score')
GROUP BY told."entry", told."at", told."slug", told."owner", told."run";
