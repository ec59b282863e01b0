import type { Tx } from "#/lib/db.ts";

export type LedgerVerb =
  | "dataset-imported"
  | "pictures-attached"
  | "scores-reported"
  | "submission-published"
  | "submission-unpublished"
  | "run-scored"
  | "run-rescored"
  | "run-rejudged"
  | "run-reread"
  | "run-withdrawn"
  | "answers-verified";

export async function recordLedger(
  tx: Tx,
  verb: LedgerVerb,
  subject: string,
  detail: Record<string, string | number | boolean | null> = {},
): Promise<void> {
  await tx.ledgerEntry.create({ data: { verb, subject, detail } });
}
