import { matchingLines, type PositionDoubt, type RowMatching } from "#/features/submissions/row-matching.ts";
import { fill } from "#/lib/i18n/fill.ts";
import texts from "#/messages/en/submissions.json" with { type: "json" };

/** Returns how a file's rows were matched, one line for each way and what confirmed it. */
export function matchingText(matched: RowMatching | undefined, doubt?: PositionDoubt): string[] {
  const lines = (matched ? matchingLines(matched) : []).map(({ key, count, field }) =>
    fill(texts.matching[key], { count, field }),
  );
  return doubt ? [...lines, texts.matching[doubt]] : lines;
}
