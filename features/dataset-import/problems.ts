import { AppError } from "#/lib/errors.ts";

/** `at` names the place in the file (`[12].correct_ans`, `line 4`), `reason` says what is wrong there. */
export type Problem = { at: string; reason: string };

const shown = 20;

/** Reports all problems of a file at once: the total in the message, the first ones as fields. */
export function refuseProblems(problems: readonly Problem[], file: string): void {
  const first = problems[0];
  if (!first) return;
  const fields: Record<string, string[]> = {};
  for (const { at, reason } of problems.slice(0, shown)) {
    fields[at] = [...(fields[at] ?? []), reason];
  }
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const part = problems.length > shown ? ` The first ${shown} are listed.` : "";
  throw new AppError(
    "bad-input",
    `${file} has ${count}, so nothing was imported.${part} Correct the file and import it again.`,
    { fields },
  );
}
