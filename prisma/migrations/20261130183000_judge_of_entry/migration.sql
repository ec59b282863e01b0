-- Whose ratings an entry's scores rest on. Until now its caption alone said so; that stays the name of its table.
ALTER TABLE "entries" ADD COLUMN "judge_id" INTEGER;
UPDATE "entries" e SET "judge_id" = j."id" FROM "judgements" g JOIN "judges" j ON j."id" = g."judge_id"
WHERE g."run_id" = e."run_id" AND j."label" = e."pipeline";
ALTER TABLE "entries" ADD CONSTRAINT "entries_judge_id_fkey"
  FOREIGN KEY ("judge_id") REFERENCES "judges"("id") ON DELETE SET NULL ON UPDATE CASCADE;
