import { getTranslations } from "next-intl/server";
import { Cell, HeadCell, Table } from "#/components/ui/table.tsx";
import { dimensions } from "#/evaluation/tasks/description/dimensions.ts";
import type { VisibleScore } from "#/features/results/visible-scores.ts";
import type { JudgementView, RunView } from "#/features/submissions/submission-view.ts";

type Props = { run: RunView; name: string };

/** Renders the scores of a description run, one table a judge; those of different judges are not comparable. */
export async function JudgedScores({ run, name }: Props) {
  const t = await getTranslations("submissions");
  const judgements = run.judgements ?? [];
  return (
    <>
      <h3 className="font-medium">{t("scores.title")}</h3>
      {judgements.map((judgement) => (
        <div key={judgement.judge} className="max-w-3xl">
          <p className="mb-1" title={judgement.judge}>
            {t("judgedScores.judge", { model: judgement.model, version: judgement.templateVersion })}
          </p>
          {judgement.scores.sum ? (
            <JudgementTable judgement={judgement} name={name} />
          ) : (
            <p className="text-muted">
              {t("judgedScores.waiting")}{" "}
              {t("judging", {
                judge: judgement.model,
                judged: String(judgement.judged),
                all: String(run.total),
              })}
            </p>
          )}
        </div>
      ))}
      <p className="text-xs text-muted">{t("judgedScores.note")}</p>
    </>
  );
}

async function JudgementTable({
  judgement: { scores, judge },
  name,
}: {
  judgement: JudgementView;
  name: string;
}) {
  const [t, dimension] = await Promise.all([
    getTranslations("submissions.judgedScores"),
    getTranslations("common.dimensions"),
  ]);
  const share = (key: string) => ((scores[key]?.value ?? 0) * 100).toFixed(1);
  return (
    <>
      <Table label={`${t("caption", { dataset: name })} · ${judge}`}>
        <thead>
          <tr>
            <HeadCell>{t("dimension")}</HeadCell>
            {["P0", "P1", "P2", t("invalid"), t("score"), t("interval")].map((head) => (
              <HeadCell key={head} numeric>
                {head}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {dimensions.map((key) => (
            <tr key={key}>
              <th scope="row" className="px-2 py-1.5 text-left font-normal">
                {dimension(key)}
              </th>
              {["p0", "p1", "p2", "invalid"].map((part) => (
                <Cell key={part} numeric>
                  {share(`${key}.${part}`)}
                </Cell>
              ))}
              <ScoreCells score={scores[`${key}.score`]} />
            </tr>
          ))}
          <tr className="border-t border-rule font-semibold">
            <th scope="row" className="px-2 py-1.5 text-left">
              {dimension("sum")}
            </th>
            <Cell />
            <Cell />
            <Cell />
            <Cell numeric className="font-normal">
              {share("invalid")}
            </Cell>
            <ScoreCells score={scores.sum} />
          </tr>
        </tbody>
      </Table>
      {scores.agreement ? (
        <p className="text-xs text-muted">{t("agreement", { share: share("agreement") })}</p>
      ) : null}
    </>
  );
}

function ScoreCells({ score }: { score: VisibleScore | undefined }) {
  const figure = (value: number | null | undefined) => value?.toFixed(2) ?? "–";
  const hasInterval = typeof score?.low === "number" && typeof score.high === "number";
  return (
    <>
      <Cell numeric>{figure(score?.value)}</Cell>
      <Cell numeric className="font-normal text-muted">
        {hasInterval ? `${figure(score.low)} – ${figure(score.high)}` : ""}
      </Cell>
    </>
  );
}
