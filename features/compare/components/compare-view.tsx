import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import "#/features/leaderboards/components/leaderboard-view.css";
import "#/features/leaderboards/components/table/board-scores.css";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Notice } from "#/components/ui/notice.tsx";
import { Page } from "#/components/ui/page.tsx";
import { Tabs } from "#/components/ui/tabs.tsx";
import { compareAddress } from "#/features/compare/compared-models.ts";
import { DifferingItems } from "#/features/compare/components/differing-items.tsx";
import { PairOverlap } from "#/features/compare/components/pair-overlap.tsx";
import { RatedPairSection } from "#/features/compare/components/rated-pair.tsx";
import { RunsApartNotice } from "#/features/compare/components/runs-apart-notice.tsx";
import { tableTitle } from "#/features/compare/components/table-title.ts";
import type { ComparedScores, ComparePage, TabledAnswers } from "#/features/compare/loaders.ts";
import { datasetName } from "#/features/datasets/components/dataset-name.ts";
import { scoreDomains } from "#/features/leaderboards/table/table-model.ts";
import { ModelCharts } from "#/features/model-pages/components/model-charts.tsx";
import { ModelScoreTable } from "#/features/model-pages/components/model-score-table.tsx";

export async function CompareView({ page }: { page: ComparePage }) {
  const { models, unknown, dataset, scores, answers } = page;
  const t = await getTranslations("compare");
  const compared = answers === "hidden" ? null : answers;
  return (
    <Page title={t("title")} aside={models.map(({ name }) => name).join(" · ")}>
      {unknown.length > 0 ? (
        <div className="mb-5">
          <Notice tone="attention">{t("unknown", { models: unknown.join(", ") })}</Notice>
        </div>
      ) : null}
      {models.length < 2 ? <HowTo /> : null}
      {models.length >= 2 && !dataset ? <Notice>{t("nothingShared")}</Notice> : null}
      <DatasetTabs page={page} />
      {scores ? <Scores scores={scores} /> : null}
      {answers === "hidden" ? <p className="mt-8 text-muted">{t("hidden")}</p> : null}
      {scores && answers === null ? <p className="mt-8 text-muted">{t("noAnswers")}</p> : null}
      {compared?.kind === "apart" ? <RunsApartNotice apart={compared} scores={scores} /> : null}
      {compared && compared.kind !== "apart" ? <ItemByItem page={page} answers={compared} /> : null}
    </Page>
  );
}

type ItemByItemProps = { page: ComparePage; answers: TabledAnswers };

async function ItemByItem({ page, answers }: ItemByItemProps) {
  const { scores } = page;
  const t = await getTranslations("compare");
  const dataset = page.dataset ?? "";
  return (
    <>
      {answers.kind === "rated" ? (
        <p className="mt-8 wrap-anywhere">
          {t("comparedBy", { table: await tableTitle(answers.table, scores) })}
        </p>
      ) : null}
      {answers.kind === "graded"
        ? answers.pairs.map((pair) => (
            <PairOverlap
              key={`${pair.first} ${pair.second}`}
              pair={pair}
              runs={answers.runs}
              dataset={dataset}
            />
          ))
        : answers.pairs.map((pair) => (
            <RatedPairSection
              key={`${pair.first} ${pair.second}`}
              pair={pair}
              answers={answers}
              dataset={dataset}
              assessment={scores !== null && taskTraits[scores.task].isRating}
            />
          ))}
      <DifferingItems page={page} answers={answers} />
    </>
  );
}

async function Scores({ scores: { tables, view, charts } }: { scores: ComparedScores }) {
  const t = await getTranslations("compare");
  return (
    <div className="mt-4 space-y-6">
      {tables.map(({ table, rows }) => (
        <section key={table.key}>
          {tables.length > 1 && table.title ? <h2 className="mb-1 font-medium">{table.title}</h2> : null}
          <ModelScoreTable
            label={[t("scores"), table.title].filter(Boolean).join(" · ")}
            section={{ view, table, rows, people: [] }}
            named
            domains={scoreDomains(table)}
          />
        </section>
      ))}
      {tables.slice(0, 1).map(({ table, rows }) => (
        <div key={table.key} className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
          <ModelCharts
            plans={charts}
            table={{ columns: table.columns }}
            rows={rows.slice(0, 4)}
            waiting={t("chartLoading")}
          />
        </div>
      ))}
    </div>
  );
}

async function DatasetTabs({ page: { models, datasets, dataset } }: { page: ComparePage }) {
  const t = await getTranslations("compare");
  if (datasets.length < 2) return null;
  const slugs = models.map(({ slug }) => slug);
  const tabs = await Promise.all(
    datasets.map(async (slug) => ({
      href: compareAddress(slugs, slug),
      label: await datasetName(slug),
      current: slug === dataset,
    })),
  );
  return <Tabs label={t("datasets")} tabs={tabs} />;
}

async function HowTo() {
  const t = await getTranslations("compare");
  return (
    <Notice title={t("howTo.title")}>
      <p>{t("howTo.text")}</p>
      <p className="mt-3">
        <Link href="/leaderboard/perception" className="link">
          {t("howTo.link")}
        </Link>
      </p>
    </Notice>
  );
}
