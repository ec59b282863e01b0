import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Cell, HeadCell } from "#/components/ui/table.tsx";
import type { TableHead } from "#/features/home/loaders.ts";
import type { FigureRow, FigureTable } from "#/features/leaderboards/figure-table.ts";
import { formatFigure } from "#/features/leaderboards/format-figure.ts";

/** The first five models of a leaderboard. */
export async function TableHeadView({ head: { task, dataset, table, columns } }: { head: TableHead }) {
  const [t, common] = await Promise.all([getTranslations("home"), getTranslations("common")]);
  const rows = table?.rows.filter(({ kind }) => kind === "model").slice(0, 5) ?? [];
  const name = dataset && common.has(`datasets.${dataset}`) ? common(`datasets.${dataset}`) : dataset;
  return (
    <section>
      <h2 className="text-base font-semibold">
        <Link href={`/leaderboard/${task}`} prefetch={false} className="link">
          {common(`tasks.${task}`)}
        </Link>
        <span className="ml-2 text-xs font-normal text-muted">{name ?? t("allDatabases")}</span>
      </h2>
      <p className="mb-2 text-muted">{t(`tasks.${task}`)}</p>
      {table && rows.length > 0 ? (
        <table className="w-full">
          <thead>
            <tr>
              <HeadCell className="w-8 pl-0!">{t("rank")}</HeadCell>
              <HeadCell>{t("model")}</HeadCell>
              {columns.map((index) => (
                <HeadCell key={index} numeric>
                  {task === "assessment" ? table.columns[index]?.label : table.columns[index]?.name}
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <HeadRow key={row.key} row={row} table={table} columns={columns} />
            ))}
          </tbody>
        </table>
      ) : (
        <p className="border-l-2 border-strong-rule bg-surface px-3 py-2 text-muted">{t("empty")}</p>
      )}
    </section>
  );
}

function HeadRow({ row, table, columns }: { row: FigureRow; table: FigureTable; columns: number[] }) {
  const reported = row.source === "reported";
  return (
    <tr>
      <Cell className="pl-0! text-muted tabular-nums">{row.rank.value}</Cell>
      <th scope="row" className="px-2 py-1 text-left font-normal wrap-anywhere">
        <Link href={`/models/${row.slug}`} prefetch={false} className="hover:text-accent hover:underline">
          {row.name}
        </Link>
      </th>
      {columns.map((index) => {
        const figure = row.figures[index];
        const column = table.columns[index];
        return (
          <Cell key={index} numeric className={reported ? "text-muted italic" : undefined}>
            {figure && column ? formatFigure(figure.value, column.format) : <span className="hollow" />}
          </Cell>
        );
      })}
    </tr>
  );
}
