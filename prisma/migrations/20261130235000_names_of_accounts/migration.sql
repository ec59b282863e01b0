-- A model belongs to one account, or to the board itself; until now all who used a name shared one.
ALTER TABLE "models" ADD COLUMN "owner_id" UUID, ADD COLUMN "name_key" TEXT, ADD COLUMN "published_at" TIMESTAMPTZ(3);
ALTER TABLE "models" ADD CONSTRAINT "models_owner_id_fkey"
  FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "models_name_key_idx" ON "models"("name_key");
CREATE INDEX "models_owner_id_idx" ON "models"("owner_id");
ALTER TABLE "submissions" ADD COLUMN "organization" TEXT, ADD COLUMN "url" TEXT;

CREATE TABLE "model_slugs" (
    "slug" TEXT NOT NULL,
    "model_id" INTEGER NOT NULL,
    CONSTRAINT "model_slugs_pkey" PRIMARY KEY ("slug")
);
CREATE INDEX "model_slugs_model_id_idx" ON "model_slugs"("model_id");
ALTER TABLE "model_slugs" ADD CONSTRAINT "model_slugs_model_id_fkey"
  FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Who uses each model, and when they first published under it: the ledger knows, also where it was withdrawn since.
CREATE TABLE "model_holders" AS
SELECT s."model_id", s."owner_id", u."is_admin",
  min(coalesce(l."at", s."published_at")) AS "first_published", min(s."created_at") AS "first_made",
  EXISTS (SELECT FROM "entries" e WHERE e."model_id" = s."model_id" AND e."source" IN ('reported', 'computed')) AS "is_boards",
  -- As features/users/display-name.ts says it.
  CASE WHEN trim(coalesce(u."name", '')) IN ('') OR u."name" LIKE '%@%'
    THEN 'user-' || left(encode(sha256(convert_to(u."id"::text, 'UTF8')), 'hex'), 6) ELSE left(trim(u."name"), 60) END AS "named"
FROM "submissions" s JOIN "users" u ON u."id" = s."owner_id"
LEFT JOIN (SELECT "detail"->>'submission' AS "id", min("at") AS "at" FROM "ledger"
  WHERE "verb" = 'submission-published' GROUP BY 1) l ON l."id" = s."id"::text
GROUP BY s."model_id", s."owner_id", u."is_admin", u."id", u."name";

-- What is reported or computed is the board's. Of others the first publisher keeps the model and its slug, else who offered it first.
UPDATE "models" m SET "published_at" = m."created_at"
WHERE EXISTS (SELECT FROM "entries" e WHERE e."model_id" = m."id" AND e."source" IN ('reported', 'computed'));
UPDATE "models" m SET "owner_id" = k."owner_id", "published_at" = k."first_published"
FROM (SELECT DISTINCT ON ("model_id") * FROM "model_holders" WHERE NOT "is_boards"
  ORDER BY "model_id", "first_published" NULLS LAST, "first_made", "owner_id") k WHERE k."model_id" = m."id";

-- Everybody else gets a model of their own, under another name if they published; administrators stay on the board's.
CREATE TABLE "model_parted" AS
SELECT h.*, m."slug" || '-' || left(md5(m."id"::text || ' ' || h."owner_id"::text), 8) AS "slug",
  CASE WHEN h."first_published" IS NULL THEN m."name" ELSE left(h."named" || '/' || m."name", 100) END AS "name", m."kind"
FROM "model_holders" h JOIN "models" m ON m."id" = h."model_id"
WHERE m."owner_id" IS DISTINCT FROM h."owner_id" AND NOT (h."is_boards" AND h."is_admin");

INSERT INTO "models" ("slug", "name", "kind", "owner_id", "published_at", "created_at")
SELECT "slug", "name", "kind", "owner_id", "first_published", "first_made" FROM "model_parted";
UPDATE "entries" e SET "model_id" = n."id"
FROM "model_parted" p JOIN "models" n ON n."slug" = p."slug"
WHERE e."model_id" = p."model_id" AND e."run_id" IN (SELECT r."id" FROM "runs" r JOIN "submissions" s ON s."id" = r."submission_id"
  WHERE s."owner_id" = p."owner_id" AND s."model_id" = p."model_id");
UPDATE "submissions" s SET "model_id" = n."id"
FROM "model_parted" p JOIN "models" n ON n."slug" = p."slug"
WHERE s."model_id" = p."model_id" AND s."owner_id" = p."owner_id";

-- The ledger's lines follow their submission to its model.
UPDATE "ledger" l SET "subject" = m."slug" || substr(l."subject", length(p."old_slug") + 1)
FROM (SELECT p."slug", o."slug" AS "old_slug", p."owner_id" FROM "model_parted" p JOIN "models" o ON o."id" = p."model_id") p
JOIN "models" m ON m."slug" = p."slug" JOIN "submissions" s ON s."model_id" = m."id"
WHERE l."detail"->>'submission' = s."id"::text
  AND (l."subject" = p."old_slug" OR l."subject" LIKE p."old_slug" || ' on %');

DROP TABLE "model_parted";
DROP TABLE "model_holders";
