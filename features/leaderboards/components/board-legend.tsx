import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import { formatScore } from "#/features/leaderboards/table/format-score.ts";
import { meanKey } from "#/features/leaderboards/table/mean-column.ts";
import { leadsToItems } from "#/features/leaderboards/table/score-address.ts";
import type { Domain, ScoreFormat, TableModel } from "#/features/leaderboards/table/table-model.ts";
import { fill } from "#/lib/i18n/fill.ts";

type Props = {
  unit: string;
  columns: number[];
  table: TableModel;
  domains: Partial<Record<ScoreFormat, Domain>>;
  texts: BoardTexts;
};

export function BoardLegend({ unit, columns, table, domains, texts }: Props) {
  const formats = new Set(columns.map((index) => table.columns[index]?.format));
  const format = table.columns[columns[0] ?? 0]?.format ?? "percent";
  const domain = domains[format];
  const { legend } = texts;
  const mean = columns
    .flatMap((index) => table.columns[index] ?? [])
    .find(({ key }) => key === meanKey)?.name;
  return (
    <p className="board-legend">
      <span>{unit}</span>
      {domain ? (
        <span>
          <i className="ramp" aria-hidden="true" />
          {formats.size > 1
            ? legend.heatOfUnit
            : fill(legend.heat, {
                low: formatScore(domain[0], format),
                high: formatScore(domain[1], format),
              })}
        </span>
      ) : null}
      <span>
        <i className="bar" aria-hidden="true" />
        {legend.bar}
      </span>
      <span>
        <b>{legend.bold}</b>
      </span>
      <span className="italic">{legend.reported}</span>
      <span>
        <i className="hollow" aria-hidden="true" /> {legend.missing}
      </span>
      <span>{legend.rank}</span>
      <span>
        <i className="tie" aria-hidden="true" /> {legend.tie}
      </span>
      {leadsToItems(table) ? <span>{legend.items}</span> : null}
      {mean ? <span>{mean}</span> : null}
      {table.smallest ? (
        <span className="basis-full">
          {fill(table.smallest.paired ? legend.smallestPaired : legend.smallestUnpaired, {
            difference: differenceText(table.smallest.value, table, legend),
          })}
        </span>
      ) : null}
    </p>
  );
}

function differenceText(value: number, table: TableModel, { percentPoints }: BoardTexts["legend"]): string {
  const format = table.columns.find(({ key }) => key === table.rankedBy)?.format ?? "percent";
  const shown = formatScore(value, format);
  return format === "percent" ? fill(percentPoints, { value: shown }) : shown;
}
