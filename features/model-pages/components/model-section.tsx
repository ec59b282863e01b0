import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { scoreDomains } from "#/features/leaderboards/table/table-model.ts";
import { CellGrid } from "#/features/model-pages/components/cell-grid.tsx";
import { ModelCharts } from "#/features/model-pages/components/model-charts.tsx";
import { ModelScoreTable } from "#/features/model-pages/components/model-score-table.tsx";
import { StandingLines } from "#/features/model-pages/components/standing-lines.tsx";
import type { ModelSection } from "#/features/model-pages/loaders.ts";

export async function ModelSectionView({ section }: { section: ModelSection }) {
  const { task, dataset, table, rows, reference, people, board } = section;
  const [t, common] = await Promise.all([getTranslations("model"), getTranslations("common")]);
  const name =
    dataset === null
      ? t("allDatabases")
      : common.has(`datasets.${dataset}`)
        ? common(`datasets.${dataset}`)
        : dataset;
  const heading = t("section", { task: common(`tasks.${task}`), dataset: name });
  const address = `/leaderboard/${task}?${dataset ? `dataset=${dataset}&` : ""}pin=${rows[0]?.key ?? ""}`;
  const withCells = rows.find(({ figures }) => figures.filter(Boolean).length > 8);
  const beside = people.filter(({ key }) => key !== reference?.key);
  const drawn = [...rows.slice(0, reference ? 1 : 2), ...(reference ? [reference] : []), ...beside].slice(
    0,
    4,
  );
  return (
    <section>
      <h2 className="mb-2 text-base font-semibold">
        {heading}
        {table.title ? <span className="ml-2 font-normal text-muted">{table.title}</span> : null}
        <Link href={address} prefetch={false} className="link ml-4 text-xs font-normal whitespace-nowrap">
          {t("toLeaderboard")}
        </Link>
      </h2>
      <ModelScoreTable
        label={[heading, table.title].filter(Boolean).join(" · ")}
        section={{ ...section, view: board.views[0] }}
        domains={scoreDomains(table)}
      />
      {taskTraits[task].isGraded ? (
        <StandingLines table={table} rows={rows} columns={board.views[0]?.columns ?? []} />
      ) : null}
      <div className="mt-6 grid gap-x-10 gap-y-8 lg:grid-cols-2">
        {taskTraits[task].isGraded && withCells ? <CellGrid table={table} row={withCells} /> : null}
        <ModelCharts
          plans={board.charts}
          table={{ columns: table.columns }}
          rows={drawn}
          waiting={t("chartLoading")}
        />
      </div>
    </section>
  );
}
