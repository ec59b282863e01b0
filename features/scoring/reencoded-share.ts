import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import type { Tx } from "#/lib/db.ts";

/** Resolves with the share of all items that were asked with other pictures than the originals, kept with the scores; no row where none was. */
export async function reencodedShare(
  tx: Tx,
  { id, total }: { id: number; total: number },
): Promise<ScoreRow[]> {
  const [found] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(sent)::int AS n FROM item_results WHERE run_id = ${id}`;
  const value = (found?.n ?? 0) / total;
  return value > 0 ? [{ metric: "converted", slice: "overall", value, n: total, low: null, high: null }] : [];
}
