import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { ButtonLink } from "#/components/ui/button.tsx";
import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { ListedModel } from "#/features/items/item-list.ts";
import { formatInterval, formatScore } from "#/features/leaderboards/table/format-score.ts";
import type { Task } from "#/prisma/generated/client.ts";

type Props = { model: ListedModel; task: Task; slice: string; without: string };

const ranking: Record<Task, string[]> = {
  perception: ["accuracy"],
  description: ["sum", "completeness.score", "precision.score", "relevance.score"],
  assessment: ["srcc", "plcc", "krcc"],
};
const formats = { perception: "percent", description: "points", assessment: "correlation" } as const;

/** Whose answers are shown, and the published figure that these items make up. */
export async function ListedModelHead({ model, task, slice, without }: Props) {
  const [t, common] = await Promise.all([getTranslations("datasets.model"), getTranslations("common")]);
  const shown = ranking[task].flatMap(
    (metric) => model.scores.find((score) => score.metric === metric) ?? [],
  );
  const name = slice
    .split(".")
    .map((part) => common(`slices.${part}` as "slices.what"))
    .join(" × ");
  return (
    <section className="mb-6 border-l-2 border-ink bg-surface py-2.5 pr-4 pl-4">
      <h2 className="text-base font-semibold wrap-anywhere">
        {t("title", { model: model.name })}
        {taskTraits[task].isGraded ? <span className="ml-2 font-normal text-muted">{name}</span> : null}
      </h2>
      {shown.length === 0 ? <p className="text-muted">{t("noScore")}</p> : null}
      <dl className="mt-1 flex flex-wrap gap-x-8 gap-y-1">
        {shown.map((score) => (
          <Score key={score.metric} score={score} task={task} />
        ))}
      </dl>
      {model.counts ? (
        <p className="mt-1 tabular-nums">
          {t("counts", { right: model.counts.right, of: model.counts.right + model.counts.wrong })}
          {model.counts.missing > 0 ? ` ${t("missing", { missing: model.counts.missing })}` : ""}
        </p>
      ) : null}
      <p className="mt-2 flex flex-wrap gap-x-4 gap-y-2">
        <Link href={`/models/${model.slug}`} prefetch={false} className="link self-center">
          {t("page")}
        </Link>
        {model.entry.submission ? (
          <Link
            href={`/submissions/${model.entry.submission.id}`}
            prefetch={false}
            className="link self-center"
          >
            {t("submission")}
          </Link>
        ) : null}
        <ButtonLink href={without} size="small">
          {t("clear")}
        </ButtonLink>
      </p>
    </section>
  );
}

async function Score({ score: { metric, value, low, high, n }, task }: { score: ScoreRow; task: Task }) {
  const [t, common, format] = await Promise.all([
    getTranslations("datasets.model"),
    getTranslations("common"),
    getFormatter(),
  ]);
  const unit = taskTraits[task].isGraded ? " %" : "";
  const [dimension = metric] = metric.split(".");
  const name = taskTraits[task].isGraded
    ? t("accuracy")
    : taskTraits[task].isRating
      ? metric.toUpperCase()
      : common(`dimensions.${dimension}` as "dimensions.sum");
  return (
    <div className="flex items-baseline gap-2 tabular-nums">
      <dt className="text-muted">{name}</dt>
      <dd>
        <b>{value === null ? "–" : formatScore(value, formats[task]) + unit}</b>
        {low !== null && high !== null ? (
          <span className="ml-2 text-xs text-muted">{formatInterval(low, high, formats[task])}</span>
        ) : null}
        {n === null ? null : <span className="ml-2 text-xs text-muted">n = {format.number(n)}</span>}
      </dd>
    </div>
  );
}
