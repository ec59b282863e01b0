import { itemColumns } from "#/features/predictions/scorable-item.ts";
import { pool } from "#/lib/db.ts";

const itemsAtOnce = 5000;

const nextItems = `
SELECT json_agg(json_build_array(${itemColumns}) ORDER BY number)::text AS rows, max(number) AS last
FROM (SELECT * FROM items WHERE dataset_id = $1 AND number > $2 ORDER BY number LIMIT ${itemsAtOnce}) AS part`;

/**
 * Yields a dataset's items in parts, each as the text for `itemsOfText`: they are needed in another thread, so this one does not
 * even look at them. Answers included.
 */
export async function* itemTexts(datasetId: number): AsyncGenerator<string> {
  for (let after = -1; ; ) {
    const { rows } = await pool().query<{ rows: string | null; last: number }>(nextItems, [datasetId, after]);
    const [part] = rows;
    if (!part?.rows) return;
    yield part.rows;
    after = part.last;
  }
}
