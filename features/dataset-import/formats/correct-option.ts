import { optionKey } from "#/features/dataset-import/formats/fields.ts";
import type { Problem } from "#/features/dataset-import/problems.ts";

type Answered = { at: string; answer: string | undefined; options: readonly string[] };

/** Returns the positions of the answers among the options; null for all when no record has an answer. */
export function correctOptions(
  records: readonly Answered[],
  field: string,
): { positions: (number | null)[]; problems: Problem[] } {
  const problems: Problem[] = [];
  if (records.every((record) => record.answer === undefined)) {
    return { positions: records.map(() => null), problems };
  }
  const positions = records.map(({ at, answer, options }) => {
    if (answer === undefined) {
      problems.push({ at: `${at}.${field}`, reason: "is missing, though other items have an answer" });
      return null;
    }
    const position = options.map(optionKey).indexOf(optionKey(answer));
    if (position >= 0) return position;
    problems.push({ at: `${at}.${field}`, reason: `${JSON.stringify(answer)} is not among the options` });
    return null;
  });
  return { positions, problems };
}
