"use client";
import { type CSSProperties, useMemo } from "react";
import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import type { ChangeState } from "#/features/leaderboards/components/controls/use-table-state.ts";
import { longTableRoom } from "#/features/leaderboards/components/long-table/long-table-room.ts";
import { useCurrentRows } from "#/features/leaderboards/components/long-table/use-current-rows.ts";
import { BoardHead } from "#/features/leaderboards/components/table/board-head.tsx";
import { BoardRow } from "#/features/leaderboards/components/table/board-row.tsx";
import { ScoreTip } from "#/features/leaderboards/components/table/score-tip.tsx";
import { useScoreFocus } from "#/features/leaderboards/components/table/use-score-focus.ts";
import { separableBest } from "#/features/leaderboards/table/best-rows.ts";
import {
  scoreDomains,
  type TableModel,
  type TableRow,
  type TableView,
} from "#/features/leaderboards/table/table-model.ts";
import type { TableState } from "#/features/leaderboards/table/table-state.ts";
import { tieGroupEnds } from "#/features/leaderboards/table/tie-groups.ts";
import type { VisibleRows } from "#/features/leaderboards/table/visible-rows.ts";
import { fill } from "#/lib/i18n/fill.ts";

/** From so many rows on the browser would take too long to lay out one table. */
const many = 100;

type Props = {
  label: string;
  dataset: string;
  table: TableModel;
  seen: VisibleRows;
  view: TableView;
  state: TableState;
  sources: string[];
  texts: BoardTexts;
  change: ChangeState;
};

export function BoardTable({ label, dataset, table, seen, view, state, sources, texts, change }: Props) {
  const domains = useMemo(() => scoreDomains(table), [table]);
  const best = useMemo(() => separableBest(table), [table]);
  const { focus, handlers } = useScoreFocus();
  const hasMany = table.rows.length > many;
  const pinned = useCurrentRows(seen.pinned, seen.pinned, hasMany);
  const models = useCurrentRows(seen.models, seen.offered, hasMany);
  const ties = useMemo(() => tieGroupEnds(seen.models), [seen.models]);
  const width = view.columns.length + 3;
  const room = longTableRoom(view.columns.length, hasMany);
  const entry = [seen.pinned, seen.models, seen.references].find((rows) => rows.length > 0)?.[0]?.key;

  const protocols = [...new Set(table.rows.flatMap(({ protocol }) => protocol ?? []))];
  const corner = [dataset, ...protocols.map((version) => fill(texts.protocol, { version }))].join(" · ");

  const draw = (row: TableRow) => (
    <BoardRow
      key={row.key}
      row={row}
      table={table}
      view={view}
      domains={domains}
      best={best}
      footnote={row.reportedBy === null ? 0 : sources.indexOf(row.reportedBy) + 1}
      pins={state.pin}
      entry={row.key === entry}
      tieEnd={ties.has(row.key)}
      texts={texts}
      change={change}
    />
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable from the keyboard
    <section aria-label={label} tabIndex={0} className="board-frame" data-room={room}>
      <table
        className="board"
        data-dense={state.dense || undefined}
        data-many={hasMany || undefined}
        data-wide={view.columns.length > 10 ? view.columns.length : undefined}
        style={{ "--figures": view.columns.length } as CSSProperties}
        {...handlers}
      >
        <caption className="sr-only">{label}</caption>
        <BoardHead {...{ table, view, state, texts, change }} corner={corner} />
        {pinned.rows.length > 0 ? (
          <tbody ref={pinned.body} className="board-pinned">
            {pinned.rows.map(draw)}
          </tbody>
        ) : null}
        <tbody ref={models.body}>{models.rows.map(draw)}</tbody>
        {seen.references.length > 0 ? (
          <tbody className="board-references">
            <tr>
              <th colSpan={width} scope="rowgroup">
                <span>{texts.references}</span>
              </th>
            </tr>
            {seen.references.map(draw)}
          </tbody>
        ) : null}
      </table>
      {entry === undefined ? (
        <p className="flex items-center gap-3 py-6 text-muted">
          {texts.nothing}
          <button type="button" className="link" onClick={() => change({ q: "", kind: "all" })}>
            {texts.reset}
          </button>
        </p>
      ) : null}
      <ScoreTip focus={focus} table={table} texts={texts} />
    </section>
  );
}
