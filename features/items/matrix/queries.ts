import { hasConcernSql } from "#/features/items/concern-sql.ts";
import { representativeRuns } from "#/features/items/difficulty/representative-runs.ts";
import type { MatrixRow } from "#/features/items/matrix/solve-matrix.ts";
import type { ItemFilter } from "#/features/items/queries.ts";
import { pool } from "#/lib/db.ts";

const verdictsOfModels = `
WITH representatives AS (${representativeRuns}), chosen AS (
  SELECT number FROM items i WHERE dataset_id = $1 AND ($2::int IS NULL OR question_type = $2)
    AND ${hasConcernSql("i", "$3")} AND ($4::text IS NULL OR subset = $4))
SELECT m.slug, m.name, string_agg(CASE r.outcome WHEN 'correct' THEN '1' WHEN 'wrong' THEN '0'
    WHEN 'unparsed' THEN 'x' WHEN 'refused' THEN 'x' WHEN 'starved' THEN 'x' WHEN 'empty' THEN 'x' ELSE '.' END, ''
    ORDER BY chosen.number) AS verdicts
FROM representatives v JOIN models m ON m.id = v.model_id CROSS JOIN chosen
LEFT JOIN item_results r ON r.run_id = v.run_id AND r.item = chosen.number
GROUP BY m.id`;

/** Of each model that published last, one mark an item in dataset order: ask canSeeAnswerKeys first. */
export async function verdictRows(datasetId: number, filter: ItemFilter): Promise<MatrixRow[]> {
  const values = [datasetId, filter.questionType, filter.concern, filter.subset];
  return (await pool().query<MatrixRow>(verdictsOfModels, values)).rows;
}
