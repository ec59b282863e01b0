import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "#/components/ui/button.tsx";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { CorrelationTable } from "#/features/results/components/correlation-table.tsx";
import { UnreadList } from "#/features/results/components/unread-list.tsx";
import type { ItemPreview } from "#/features/results/item-preview.ts";
import type { UnreadAnswers } from "#/features/results/unread-answers.ts";
import { AnsweredTable } from "#/features/submissions/components/run/answered-table.tsx";
import { AssessedTable } from "#/features/submissions/components/run/assessed-table.tsx";
import { DescribedTable } from "#/features/submissions/components/run/described-table.tsx";
import { JudgedScores } from "#/features/submissions/components/run/judged-scores.tsx";
import { ScoreGrid } from "#/features/submissions/components/run/score-grid.tsx";
import { UnpublishedFigure } from "#/features/submissions/components/run/unpublished-figure.tsx";
import type { RunView, SubmissionView } from "#/features/submissions/submission-view.ts";

const itemTables = { perception: AnsweredTable, description: DescribedTable, assessment: AssessedTable };

type Props = {
  submission: SubmissionView;
  run: RunView;
  name: string;
  items: ItemPreview[];
  unread: UnreadAnswers[];
  maySeeAnswers: boolean;
};

export async function RunResults({ submission, run, name, items, unread, maySeeAnswers }: Props) {
  const t = await getTranslations("submissions");
  const judgedAccuracy = run.scores["accuracy.judged"]?.value;
  const { censored: _bounded, converted: _converted, ...correlations } = run.scores;
  const Items = itemTables[run.task];
  const files = `/api/v1/submissions/${submission.id}/runs/${run.dataset}/items`;
  return (
    <section className="flex flex-col gap-4 border-t border-strong-rule py-6">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-base font-semibold">{name}</h2>
        <div className="flex flex-wrap gap-2">
          {(["csv", "jsonl"] as const).map((format) => (
            <a key={format} href={`${files}.${format}`} download className={buttonClass({ size: "small" })}>
              {t(`items.${format}`)}
            </a>
          ))}
          {submission.kind === "endpoint" && run.status === "finished" ? (
            <a
              href={`/api/v1/submissions/${submission.id}/runs/${run.dataset}/receipt`}
              download
              className={buttonClass({ size: "small" })}
            >
              {t("items.receipt")}
            </a>
          ) : null}
        </div>
      </div>
      <UnpublishedFigure run={run} />
      {run.scores.srcc && !run.unpublished ? (
        <>
          <h3 className="font-medium">{t("scores.title")}</h3>
          <div className="max-w-3xl">
            <CorrelationTable label={t("scores.title")} scores={correlations} />
          </div>
        </>
      ) : null}
      {taskTraits[run.task].needsJudge && run.judgements && !run.unpublished ? (
        <JudgedScores run={run} name={name} />
      ) : null}
      {run.scores.overall && !run.unpublished ? (
        <>
          <h3 className="font-medium">{t("scores.title")}</h3>
          <div className="max-w-3xl">
            <ScoreGrid run={run} name={name} />
          </div>
          <p className="text-xs text-muted">
            {t("scores.legend")}{" "}
            {judgedAccuracy ? t("judgedScores.unclear", { share: (judgedAccuracy * 100).toFixed(1) }) : null}{" "}
            {submission.publishedAt ? (
              <Link href={`/leaderboard/${run.task}?dataset=${run.dataset}`} className="link">
                {t("scores.leaderboard")}
              </Link>
            ) : null}
          </p>
        </>
      ) : null}
      <p className="text-xs text-muted">
        {t("versions", {
          protocol: run.protocolVersion,
          prompt: run.promptVersion,
          parser: run.parserVersion,
        })}
      </p>
      <UnreadList unread={unread} />
      {items.length > 0 ? (
        <>
          <h3 className="font-medium">{t("items.title")}</h3>
          <p className="text-muted">
            {t("items.showing", { shown: String(items.length), total: String(run.total) })}{" "}
            {maySeeAnswers ? null : t("items.hidden")}
          </p>
          <Items items={items} dataset={run.dataset} name={name} maySeeAnswers={maySeeAnswers} />
        </>
      ) : null}
    </section>
  );
}
