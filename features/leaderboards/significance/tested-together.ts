import { tableKey } from "#/features/leaderboards/entries/table-key.ts";
import type { ComparedEntry } from "#/features/leaderboards/significance/compared-entry.ts";

/** Returns whether two entries are tested against each other: those of one table, and answers uploaded for a model against its own measured run. */
export function testedTogether(a: ComparedEntry, b: ComparedEntry): boolean {
  return tableKey(a) === tableKey(b) || mayVouch(a, b) || mayVouch(b, a);
}

function mayVouch(measured: ComparedEntry, uploaded: ComparedEntry): boolean {
  return (
    measured.modelId === uploaded.modelId &&
    measured.source === "measured" &&
    uploaded.source === "uploaded" &&
    measured.pipeline === uploaded.pipeline
  );
}
