import Link from "next/link";
import { memo } from "react";
import { isCovered } from "#/evaluation/tasks/ranked-coverage.ts";
import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import { PinButton } from "#/features/leaderboards/components/controls/pin-button.tsx";
import type { ChangeState } from "#/features/leaderboards/components/controls/use-table-state.ts";
import {
  coverageText,
  measureParts,
  measureText,
  reencodedText,
} from "#/features/leaderboards/components/table/measure-text.ts";
import { ScoreCell } from "#/features/leaderboards/components/table/score-cell.tsx";
import { scoreAddress } from "#/features/leaderboards/table/score-address.ts";
import type {
  Domain,
  ScoreFormat,
  TableColumn,
  TableModel,
  TableRow,
  TableScore,
  TableView,
} from "#/features/leaderboards/table/table-model.ts";
import { fill } from "#/lib/i18n/fill.ts";

type Props = {
  row: TableRow;
  table: TableModel;
  view: TableView;
  domains: Partial<Record<ScoreFormat, Domain>>;
  best: (string | null)[];
  footnote: number;
  pins: string[];
  entry: boolean;
  tieEnd: boolean;
  texts: BoardTexts;
  change: ChangeState;
};

export const BoardRow = memo(function BoardRow(props: Props) {
  const { row, table, view, domains, best, footnote, pins, entry, tieEnd, texts, change } = props;
  return (
    <tr data-r={row.key} data-source={row.source} data-tie={tieEnd ? "end" : undefined}>
      <td className="board-rank">
        <RankMark row={row} texts={texts} />
      </td>
      <th scope="row" className="board-name">
        <div>
          <PinButton name={row.name} rowKey={row.key} pins={pins} texts={texts} change={change} />
          <span>
            <Link href={`/models/${row.slug}`} prefetch={false}>
              {row.name}
            </Link>
            <small className="board-under">
              {texts.sources[row.source]}
              {footnote > 0 ? <sup>{footnote}</sup> : null}
              {row.submittedBy === undefined ? null : <SubmittedBy name={row.submittedBy} texts={texts} />}
              {row.measured ? <span className="block">{measureText(row.measured, texts)}</span> : null}
              <ReencodedNote row={row} texts={texts} />
              {row.inconsistency === undefined ? null : (
                <span className="block">
                  <abbr title={row.inconsistency}>{texts.inconsistent}</abbr>
                </span>
              )}
            </small>
            {row.organization ? <small>{row.organization}</small> : null}
          </span>
        </div>
      </th>
      <td className="board-source" title={row.reportedBy ?? row.versions ?? undefined}>
        <SourceMark {...props} />
      </td>
      {view.columns.map((index, place) => {
        const column = table.columns[index];
        if (!column) return null;
        return (
          <ScoreCell
            key={column.key}
            index={index}
            figure={row.figures[index] ?? null}
            href={addressOf(row, column, row.figures[index])}
            format={column.format}
            domain={domains[column.format]}
            bold={best[index] === row.key}
            start={place > 0 && column.group !== table.columns[view.columns[place - 1] ?? -1]?.group}
            entry={entry && place === 0}
            missing={texts.missing}
          />
        );
      })}
    </tr>
  );
}, sameRow);

function addressOf(row: TableRow, column: TableColumn, figure: TableScore | null | undefined) {
  return figure ? scoreAddress(row, column, figure) : undefined;
}

/** A sort or a pin of another row gives this row the same content again. */
function sameRow(before: Props, after: Props): boolean {
  return (
    before.row === after.row &&
    before.view === after.view &&
    before.table === after.table &&
    before.entry === after.entry &&
    before.tieEnd === after.tieEnd &&
    before.pins.includes(before.row.key) === after.pins.includes(after.row.key)
  );
}

function RankMark({ row, texts }: Pick<Props, "row" | "texts">) {
  const { value, best, worst } = row.rank;
  if (value === null) return null;
  if (best === null || worst === null) return value;
  return (
    <span title={rankTitle(row, texts)}>
      {value}
      <small>
        {best === worst ? "" : `${best}–${worst}`}
        {row.rankTest && row.rankTest !== "paired" ? (
          <sup>{texts.rankTests[`${row.rankTest}Mark`]}</sup>
        ) : null}
      </small>
    </span>
  );
}

function rankTitle({ rank: { value, best, worst }, rankTest }: TableRow, texts: BoardTexts): string {
  const spread = fill(texts.rankSpread, { value: value ?? "", best: best ?? "", worst: worst ?? "" });
  return rankTest ? `${spread}; ${texts.rankTests[rankTest]}` : spread;
}

function SourceMark({ row, footnote, texts }: Props) {
  return (
    <>
      <span className="board-mark">
        {texts.sources[row.source]}
        {footnote > 0 ? <sup>{footnote}</sup> : null}
      </span>
      {row.verified === undefined ? null : <small>{texts[row.verified ? "verified" : "notVerified"]}</small>}
      {row.submittedBy === undefined ? null : <SubmittedBy name={row.submittedBy} texts={texts} />}
      {row.rung ? <small>{fill(texts.rung, { rung: row.rung })}</small> : null}
      {row.protocol ? <small className="board-versions">{row.protocol}</small> : null}
      {row.measured ? <small>{measureParts(row.measured, texts).join(" · ")}</small> : null}
      {row.measured || row.coverage < 1 ? (
        <small className={row.coverage < 1 ? "text-warm" : undefined}>
          {coverageText(row.coverage, texts)}
        </small>
      ) : null}
      <ReencodedNote row={row} texts={texts} />
      {row.olderParser ? (
        <small className="block text-warm" title={texts.olderParserHint}>
          {texts.olderParser}
        </small>
      ) : null}
      {row.withdrawn ? <small className="text-warm">{texts.withdrawn}</small> : null}
      {isCovered(row.coverage) ? null : <small className="text-warm">{texts.notRanked}</small>}
    </>
  );
}

function SubmittedBy({ name, texts }: { name: string; texts: BoardTexts }) {
  return <small className="wrap-anywhere">{fill(texts.by, { name })}</small>;
}

/** The endpoint refused the originals, so the figures are not quite those of the others. */
function ReencodedNote({ row: { converted }, texts }: Pick<Props, "row" | "texts">) {
  return converted === undefined ? null : (
    <small className="block" title={texts.convertedHint}>
      {reencodedText(converted, texts)}
    </small>
  );
}
