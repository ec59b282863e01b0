import { keyValueText } from "#/cli/key-value-text.ts";
import { matchingText } from "#/cli/matching-text.ts";
import { tableText } from "#/cli/table-text.ts";
import type { RunView, SubmissionView } from "#/features/submissions/submission-view.ts";

/** Returns a submission for people: what it is, then a line for each run and what went wrong. */
export function submissionText(view: SubmissionView): string {
  const facts = keyValueText({
    submission: view.id,
    model: view.model.name,
    endpoint: view.endpoint?.baseUrl ?? null,
    status: view.status,
    reason: view.reason,
    published: view.publishedAt ?? "no, private",
    page: view.url,
  });
  const head = ["dataset", "status", "done", "missing", "total", "coverage", "overall"];
  const reasons = view.runs.flatMap(
    ({ dataset, reason, errors, retries, converted, matched, positionDoubt }) => [
      ...(reason ? [`${dataset}: ${reason}\n`] : []),
      ...errors.map(({ cause, count }) => `${dataset}: ${count} × ${cause}\n`),
      ...matchingText(matched, positionDoubt).map((line) => `${dataset}: ${line}\n`),
      ...repeatedLine(dataset, retries),
      ...(converted > 0
        ? [`${dataset}: ${converted} items on converted pictures, the originals were refused\n`]
        : []),
    ],
  );
  return `${facts}\n${tableText([head, ...view.runs.map(runCells)])}${reasons.join("")}`;
}

function repeatedLine(dataset: string, retries: RunView["retries"]): string[] {
  const causes = Object.entries(retries).map(([cause, count]) => `${cause} ${count}`);
  return causes.length === 0 ? [] : [`${dataset}: sent once more: ${causes.join(", ")}\n`];
}

function runCells(run: RunView): (string | number)[] {
  const { dataset, status, done, missing, total, coverage, scores } = run;
  const overall = (scores.overall ?? scores.srcc)?.value ?? null;
  return [
    dataset,
    status,
    done,
    missing,
    total,
    coverage === null ? "–" : `${(100 * coverage).toFixed(1)} %`,
    overall === null ? "–" : overall.toFixed(4),
  ];
}
