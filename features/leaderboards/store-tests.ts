import type { PairResult } from "#/features/leaderboards/compared-entry.ts";
import { db } from "#/lib/db.ts";

export async function storeTests(results: PairResult[]): Promise<void> {
  await db().comparison.createMany({ data: results, skipDuplicates: true });
}
