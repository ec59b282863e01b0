import type { CSSProperties } from "react";
import { formatScore } from "#/features/leaderboards/table/format-score.ts";
import { heatStep } from "#/features/leaderboards/table/heat-step.ts";
import type { Domain, ScoreFormat, TableScore } from "#/features/leaderboards/table/table-model.ts";

type Props = {
  index: number;
  figure: TableScore | null;
  /** Where its items are; plain links, for there are thousands of them. */
  href: string | undefined;
  format: ScoreFormat;
  domain: Domain | undefined;
  bold: boolean;
  start: boolean;
  entry: boolean;
  missing: string;
};

export function ScoreCell({ index, figure, href, format, domain, bold, start, entry, missing }: Props) {
  const tabIndex = entry ? 0 : -1;
  if (!figure) {
    return (
      <td data-c={index} data-start={start || undefined} tabIndex={tabIndex} className="f">
        <span role="img" aria-label={missing} className="hollow" />
      </td>
    );
  }
  const text = formatScore(figure.value, format, figure.n);
  const shown = bold ? <b>{text}</b> : text;
  return (
    <td
      data-c={index}
      data-start={start || undefined}
      tabIndex={href === undefined ? tabIndex : undefined}
      className={`f h${domain ? heatStep(figure.value, domain) : 0}`}
      style={domain ? intervalBar(figure, domain) : undefined}
    >
      {href === undefined ? (
        shown
      ) : (
        <a href={href} tabIndex={tabIndex}>
          {shown}
        </a>
      )}
    </td>
  );
}

/** Where the bar starts and how long it is, in % of the cell, on the scale of the heat with a margin for the ends. */
function intervalBar({ low, high }: TableScore, [from, to]: Domain): CSSProperties | undefined {
  if (low === null || high === null || !(to > from)) return undefined;
  const margin = (to - from) * 0.08;
  const place = (value: number) =>
    Math.min(100, Math.max(0, ((value - from + margin) / (to - from + 2 * margin)) * 100));
  return { "--l": `${place(low).toFixed(0)}%`, "--r": `${(100 - place(high)).toFixed(0)}%` } as CSSProperties;
}
