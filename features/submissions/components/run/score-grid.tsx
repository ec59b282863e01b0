import { getTranslations } from "next-intl/server";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import { concernsOfSet, isPairSubset, questionTypes } from "#/evaluation/tasks/perception/slices.ts";
import type { VisibleScore } from "#/features/results/visible-scores.ts";
import type { RunView } from "#/features/submissions/submission-view.ts";
import { roundHalfUp } from "#/lib/round-half-up.ts";

/** Question types down, quadrants across (of pairs, concerns), margins right and below: every score of a run at once. */
export async function ScoreGrid({ run, name }: { run: RunView; name: string }) {
  const t = await getTranslations("submissions.scores");
  const slice = await getTranslations("common.slices");
  const rows = [...questionTypes, null];
  const columns = [...concernsOfSet(Object.keys(run.scores).map((subset) => ({ subset }))), null];
  return (
    <Table label={t("caption", { dataset: name })}>
      <caption className="sr-only">{t("caption", { dataset: name })}</caption>
      <thead>
        <tr>
          <HeadCell className="align-bottom">{t("type")}</HeadCell>
          {columns.map((column) => (
            <HeadCell key={column} numeric className="align-bottom">
              {column ? slice(column) : t("all")}
            </HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row} className={row ? undefined : "border-t border-rule"}>
            <th scope="row" className="px-2 py-1.5 text-left font-medium whitespace-nowrap">
              {row ? slice(row) : t("all")}
            </th>
            {columns.map((column) => (
              <ScoreCell
                key={column}
                score={run.scores[sliceKey(row, column)]}
                strong={!row && !column}
                exists={!row || !isPairSubset(column)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function sliceKey(row: string | null, column: string | null): string {
  return [row, column].filter(Boolean).join(".") || "overall";
}

type ScoreCellProps = {
  score: VisibleScore | undefined;
  strong: boolean;
  /** Whether there is such a slice: question types are not divided by how a pair is asked about. */
  exists: boolean;
};

function ScoreCell({ score, strong, exists }: ScoreCellProps) {
  if (!score || score.value === null) {
    return (
      <Cell numeric className="text-muted">
        {exists ? "–" : null}
      </Cell>
    );
  }
  const percent = (value: number) => roundHalfUp(value * 100, 1);
  const interval =
    score.low === null || score.high === null ? "" : `${percent(score.low)}–${percent(score.high)} · `;
  return (
    <Cell numeric className="align-top whitespace-nowrap">
      <span className={strong ? "font-semibold" : undefined}>{percent(score.value)}</span>
      <span className="block text-2xs text-muted">
        {interval}n {score.n}
      </span>
    </Cell>
  );
}
