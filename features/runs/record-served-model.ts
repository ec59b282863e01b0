import { pool } from "#/lib/db.ts";

/** Keeps with the submission's runs that go on what the server called the model that answered. */
export async function recordServedModel(submissionId: string, model: string): Promise<void> {
  await pool().query(
    `UPDATE runs SET settings = settings || jsonb_build_object('answeredBy',
       coalesce(settings->'answeredBy', '[]') || to_jsonb($2::text))
     WHERE submission_id = $1 AND finished_at IS NULL
       AND NOT coalesce(settings->'answeredBy', '[]') @> to_jsonb($2::text)`,
    [submissionId, model],
  );
}
