"use client";
import "#/features/leaderboards/components/leaderboard-view.css";
import "#/features/leaderboards/components/controls/board-controls.css";
import "#/features/leaderboards/components/table/board-scores.css";
import "#/features/leaderboards/components/long-table/long-table.css";
import { useMemo } from "react";
import { BoardLegend } from "#/features/leaderboards/components/board-legend.tsx";
import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import { BoardCharts } from "#/features/leaderboards/components/charts/board-charts.tsx";
import { BoardControls } from "#/features/leaderboards/components/controls/board-controls.tsx";
import { useTableState } from "#/features/leaderboards/components/controls/use-table-state.ts";
import { Footnotes } from "#/features/leaderboards/components/footnotes.tsx";
import { BoardTable } from "#/features/leaderboards/components/table/board-table.tsx";
import type { ExportCaption } from "#/features/leaderboards/export/export-caption.ts";
import type { ChartPlan } from "#/features/leaderboards/table/leaderboard-model.ts";
import {
  scoreDomains,
  type TableColumn,
  type TableModel,
  type TableView,
} from "#/features/leaderboards/table/table-model.ts";
import type { TableState } from "#/features/leaderboards/table/table-state.ts";
import { type PackedTable, unpackTable } from "#/features/leaderboards/table/unpack-table.ts";
import { visibleRows } from "#/features/leaderboards/table/visible-rows.ts";
import { filledColumns, visibleTables } from "#/features/leaderboards/table/visible-tables.ts";
import { fill } from "#/lib/i18n/fill.ts";

const none: TableColumn[] = [];

export type LeaderboardViewProps = {
  label: string;
  /** Its name and version, for the corner of the table. */
  dataset: string;
  about: Omit<ExportCaption, "address">;
  unit: string;
  tables: PackedTable[];
  views: TableView[];
  datasets: { slug: string; label: string }[];
  charts: ChartPlan[];
  state: TableState;
  texts: BoardTexts;
};

/** Renders the interactive part of a leaderboard. Without script its buttons are those of a form that asks the server. */
export function LeaderboardView({
  label,
  dataset,
  about,
  unit,
  tables: packed,
  views,
  datasets,
  charts,
  state: first,
  texts,
}: LeaderboardViewProps) {
  const [state, change] = useTableState(first);
  const tables = useMemo(() => packed.map(unpackTable), [packed]);
  const base = views.find(({ key }) => key === state.view) ?? views[0];
  const columns = tables[0]?.columns ?? none;
  const chosen = state.cols.join(",");
  const { view, hasMean, ...shown } = useMemo(
    () =>
      visibleTables({
        tables,
        views,
        state: { view: state.view, cols: chosen.split(","), mean: state.mean },
        texts,
      }),
    [tables, views, state.view, chosen, state.mean, texts],
  );
  const offered = useMemo(() => filledColumns(tables), [tables]);
  const parts = useMemo(
    () => shown.tables.map((table) => ({ table, seen: visibleRows(table, state) })),
    [shown.tables, state],
  );
  const sources = useMemo(() => reportedSources(shown.tables), [shown.tables]);
  if (!view || !base) return null;

  const [main, ...others] = parts;
  const shared = { dataset, view, state, sources, texts, change };
  return (
    <>
      <BoardControls
        {...{
          views,
          base,
          view,
          columns,
          offered,
          hasMean,
          datasets,
          state,
          parts,
          texts,
          change,
          about,
        }}
      />
      {view.note ? (
        <p className="mb-3 max-w-[80ch] text-muted">
          {view.note} {shown.leftOut > 0 ? fill(texts.leftOut, { count: shown.leftOut }) : null}
        </p>
      ) : null}
      {main ? (
        <>
          <TableTitle table={main.table} />
          <BoardTable label={label} {...main} {...shared} />
          <BoardLegend
            unit={unit}
            columns={view.columns}
            table={main.table}
            domains={scoreDomains(main.table)}
            texts={texts}
          />
        </>
      ) : null}
      {others.map((part) => (
        <section key={part.table.key} className="mt-10">
          <TableTitle table={part.table} />
          <BoardTable label={part.table.title ?? label} {...part} {...shared} />
        </section>
      ))}
      <Footnotes sources={sources} title={texts.footnotes} />
      {main && charts.length > 0 ? (
        <BoardCharts plans={charts} table={main.table} seen={main.seen} texts={texts} />
      ) : null}
    </>
  );
}

function TableTitle({ table: { title, note } }: { table: TableModel }) {
  return (
    <>
      {title ? <h2 className="text-base font-semibold">{title}</h2> : null}
      {note ? <p className="mb-3 max-w-[80ch] text-muted">{note}</p> : null}
    </>
  );
}

function reportedSources(tables: TableModel[]): string[] {
  return [...new Set(tables.flatMap(({ rows }) => rows.flatMap((row) => row.reportedBy ?? [])))];
}
