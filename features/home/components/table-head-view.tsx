import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Cell, HeadCell } from "#/components/ui/table.tsx";
import type { TableHead } from "#/features/home/loaders.ts";
import { formatScore } from "#/features/leaderboards/table/format-score.ts";
import type { TableModel, TableRow, TableScore } from "#/features/leaderboards/table/table-model.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";

type Scale = readonly [from: number, to: number];

/** Renders the first five models of a leaderboard, with the places each may have and its interval. */
export async function TableHeadView({ head: { task, dataset, table, columns } }: { head: TableHead }) {
  const [t, common] = await Promise.all([getTranslations("home"), getTranslations("common")]);
  const { joinsDatasets } = leaderboardByTask[task];
  const models = table?.rows.filter(({ kind }) => kind === "model") ?? [];
  const rows = models.slice(0, 5);
  const name = dataset && common.has(`datasets.${dataset}`) ? common(`datasets.${dataset}`) : dataset;
  const scale = intervalScale(rows, columns[0] ?? -1);
  return (
    <section className="min-w-0">
      <h2 className="text-base font-semibold">
        <Link href={`/leaderboard/${task}`} prefetch={false} className="link">
          {common(`tasks.${task}`)}
        </Link>
        <span className="ml-2 text-xs font-normal text-muted">
          {name ?? (joinsDatasets ? t("allDatabases") : null)}
        </span>
      </h2>
      <p className="mb-2 text-muted">{t(`tasks.${task}`)}</p>
      {table?.key === "uploaded" ? <p className="mb-2 text-warm">{table.title}</p> : null}
      {table && rows.length > 0 ? (
        <>
          <table className="w-full">
            <thead>
              <tr>
                <HeadCell className="w-16 pl-0!" title={t("spread")}>
                  {t("rank")}
                </HeadCell>
                <HeadCell>{t("model")}</HeadCell>
                {columns.map((index) => (
                  <HeadCell key={index} numeric>
                    {joinsDatasets ? table.columns[index]?.label : table.columns[index]?.name}
                  </HeadCell>
                ))}
                {scale ? (
                  <HeadCell className="w-20">
                    <span className="sr-only">{t("interval")}</span>
                  </HeadCell>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <HeadRow key={row.key} row={row} table={table} columns={columns} scale={scale} />
              ))}
            </tbody>
          </table>
          <p className="mt-1 text-xs">
            <Link href={`/leaderboard/${task}`} prefetch={false} className="link">
              {t("all", { count: models.length })}
            </Link>
          </p>
        </>
      ) : (
        <p className="border-l-2 border-strong-rule bg-surface px-3 py-2 text-muted">{t("empty")}</p>
      )}
    </section>
  );
}

type RowProps = { row: TableRow; table: TableModel; columns: number[]; scale: Scale | null };

function HeadRow({ row, table, columns, scale }: RowProps) {
  const reported = row.source === "reported";
  const { value, best, worst } = row.rank;
  const first = row.figures[columns[0] ?? -1];
  return (
    <tr>
      <Cell className="pl-0! whitespace-nowrap tabular-nums">
        {value}
        {best !== worst ? <span className="ml-1.5 text-2xs text-muted">{`${best}–${worst}`}</span> : null}
      </Cell>
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
            {figure && column ? (
              formatScore(figure.value, column.format, figure.n)
            ) : (
              <span className="hollow" />
            )}
          </Cell>
        );
      })}
      {scale ? (
        <td className="py-1.5 pl-1">
          {first ? <IntervalBar figure={first} table={table} index={columns[0] ?? -1} scale={scale} /> : null}
        </td>
      ) : null}
    </tr>
  );
}

type BarProps = { figure: TableScore; table: TableModel; index: number; scale: Scale };

function IntervalBar({ figure: { value, low, high }, table, index, scale: [from, to] }: BarProps) {
  if (low === null || high === null) return null;
  const format = table.columns[index]?.format ?? "percent";
  const at = (one: number) => `${(((one - from) / (to - from)) * 100).toFixed(1)}%`;
  return (
    <span className="relative block h-3">
      <span className="sr-only">{`${formatScore(low, format)}–${formatScore(high, format)}`}</span>
      <span
        aria-hidden="true"
        className="absolute top-[5px] h-[2px] bg-strong-rule"
        style={{ left: at(low), right: `calc(100% - ${at(high)})` }}
      />
      <span
        aria-hidden="true"
        className="absolute top-[3px] -ml-[3px] size-1.5 rounded-full bg-ink"
        style={{ left: at(value) }}
      />
    </span>
  );
}

function intervalScale(rows: readonly TableRow[], index: number): Scale | null {
  const ends = rows.flatMap(({ figures }) => [figures[index]?.low ?? [], figures[index]?.high ?? []].flat());
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  return to > from ? [from, to] : null;
}
