import { type Estimate, noIntervalReason } from "#/evaluation/statistics/estimate.ts";
import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import { measureText } from "#/features/leaderboards/components/table/measure-text.ts";
import type { ScoreFocus } from "#/features/leaderboards/components/table/use-score-focus.ts";
import { formatInterval, formatScore } from "#/features/leaderboards/table/format-score.ts";
import type { TableModel, TableRow } from "#/features/leaderboards/table/table-model.ts";
import { fill } from "#/lib/i18n/fill.ts";

type Props = { focus: ScoreFocus; table: TableModel; texts: BoardTexts };

/** Renders what one figure says in full; also read out, since it is a live region. */
export function ScoreTip({ focus, table, texts }: Props) {
  const row = focus ? table.rows.find(({ key }) => key === focus.row) : undefined;
  const column = focus ? table.columns[focus.column] : undefined;
  const figure = focus ? row?.figures[focus.column] : undefined;
  const below = focus ? focus.box.top < 120 : false;
  return (
    <div
      role="status"
      className="board-tip"
      hidden={!row || !column}
      data-below={below || undefined}
      style={
        focus
          ? {
              left: `clamp(0.5rem, ${focus.box.left + focus.box.width / 2}px - 8.5rem, 100vw - 17.5rem)`,
              top: below ? focus.box.bottom + 6 : focus.box.top - 6,
            }
          : undefined
      }
    >
      {row && column ? (
        <>
          <b>{row.name}</b>
          <span>
            {column.name}: {figure ? formatScore(figure.value, column.format, figure.n) : texts.missing}
            {figure && column.format === "percent" ? " %" : ""}
          </span>
          {figure ? <span>{intervalText(figure, column.format, texts)}</span> : null}
          {figure?.measured ? <span>{measureText(figure.measured, texts)}</span> : null}
          <RowSource row={row} />
        </>
      ) : null}
    </div>
  );
}

function RowSource({ row: { inconsistency, reportedBy, versions } }: { row: TableRow }) {
  const source = reportedBy ?? versions;
  return (
    <>
      {inconsistency ? <span>{inconsistency}</span> : null}
      {source ? <i>{source}</i> : null}
    </>
  );
}

function intervalText(
  figure: Estimate,
  format: Parameters<typeof formatInterval>[2],
  texts: BoardTexts,
): string {
  const { low, high, n, groups } = figure;
  const counted = n === null ? [] : [fill(texts.n, { n: n.toLocaleString("en") })];
  const grouped = groups == null ? [] : [fill(texts.groups, { n: groups.toLocaleString("en") })];
  const reason = noIntervalReason(figure);
  const interval =
    low === null || high === null
      ? texts.noInterval[reason ?? "none"]
      : fill(texts.interval, { interval: formatInterval(low, high, format) });
  return [interval, ...counted, ...grouped].join(", ");
}
