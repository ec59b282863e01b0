"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useId, useState } from "react";
import { Button, buttonClass } from "#/components/ui/button.tsx";
import { Input, Select } from "#/components/ui/input.tsx";
import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import { AsOfControl } from "#/features/leaderboards/components/controls/as-of-control.tsx";
import { ColumnChooser } from "#/features/leaderboards/components/controls/column-chooser.tsx";
import { type ExportFormat, saveExport } from "#/features/leaderboards/components/controls/save-export.ts";
import {
  type ChangeState,
  tableAddress,
} from "#/features/leaderboards/components/controls/use-table-state.ts";
import type { ExportCaption } from "#/features/leaderboards/export/export-caption.ts";
import type { TableColumn, TableModel, TableView } from "#/features/leaderboards/table/table-model.ts";
import { type TableState, tableStateQuery } from "#/features/leaderboards/table/table-state.ts";
import type { VisibleRows } from "#/features/leaderboards/table/visible-rows.ts";

type Props = {
  views: TableView[];
  /** The view chosen, and what is seen of it with columns chosen by hand. */
  base: TableView;
  view: TableView;
  columns: TableColumn[];
  offered: number[];
  hasMean: boolean;
  datasets: { slug: string; label: string }[];
  state: TableState;
  parts: { table: TableModel; seen: VisibleRows }[];
  about: Omit<ExportCaption, "address">;
  texts: BoardTexts;
  change: ChangeState;
};

export const controlsForm = "board-controls";

export function BoardControls(props: Props) {
  const { views, base, columns, offered, view, state, about, texts, change } = props;
  const own = state.cols.length > 0;
  const [open, setOpen] = useState(false);
  return (
    <form
      id={controlsForm}
      method="get"
      aria-label={texts.controls}
      className="board-controls mb-3"
      data-open={open || undefined}
      onSubmit={(event) => event.preventDefault()}
    >
      <input type="hidden" name="sort" value={state.sort ?? ""} />
      <input type="hidden" name="pin" value={state.pin.join(",")} />
      <input type="hidden" name="mean" value={state.mean ? "1" : ""} />
      <input type="hidden" name="density" value={state.dense ? "compact" : ""} />
      <DatasetChoice {...props} />
      <Button size="small" className="board-more" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? texts.close : texts.more}
      </Button>
      <div className="board-folded">
        <Labelled text={texts.view}>
          <Select
            name="view"
            value={own ? "" : base.key}
            className="h-8! text-xs"
            onChange={(e) => change({ view: e.target.value, cols: [] })}
          >
            {own ? <option value="">{texts.ownColumns}</option> : null}
            {views.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </Select>
        </Labelled>
        <ColumnChooser
          columns={columns}
          offered={offered}
          base={base}
          seen={own ? withoutMean(view, columns) : base}
          texts={texts}
          change={change}
        />
        <MeanSwitch {...props} />
        <Labelled text={texts.kind}>
          <Select
            name="kind"
            value={state.kind}
            className="h-8! text-xs"
            onChange={(e) => change({ kind: e.target.value as TableState["kind"] })}
          >
            {Object.entries(texts.kinds).map(([kind, label]) => (
              <option key={kind} value={kind}>
                {label}
              </option>
            ))}
          </Select>
        </Labelled>
        <Search {...props} />
        <Button size="small" aria-pressed={state.dense} onClick={() => change({ dense: !state.dense })}>
          {texts.dense}
        </Button>
        <AsOfControl state={state} texts={texts} />
        <fieldset className="board-exports">
          <legend className="sr-only">{texts.exports}</legend>
          <a
            href={csvAddress(about, state, base)}
            download
            aria-label={texts.csv}
            title={texts.csv}
            className={buttonClass({ size: "small" })}
          >
            CSV
          </a>
          <OtherFormats {...props} />
        </fieldset>
        <CompareLink {...props} />
        <noscript>
          <button type="submit" className={buttonClass({ size: "small", tone: "primary" })}>
            {texts.apply}
          </button>
        </noscript>
      </div>
    </form>
  );
}

/** Returns the address of what is shown: the view is named, for without one all columns are meant. */
function csvAddress({ task, dataset }: Props["about"], state: TableState, { key: view }: TableView): string {
  return `/api/v1/leaderboards/${task}.csv?${tableStateQuery({ ...state, dataset, view })}`;
}

function DatasetChoice({ datasets, state, texts }: Props) {
  const router = useRouter();
  if (datasets.length === 0) return null;
  return (
    <Labelled text={texts.dataset}>
      <Select
        name="dataset"
        defaultValue={state.dataset ?? datasets[0]?.slug}
        className="h-8! text-xs"
        onChange={(e) =>
          router.push(`?${tableStateQuery({ ...state, dataset: e.target.value || null })}`, { scroll: false })
        }
      >
        {datasets.map(({ slug, label }) => (
          <option key={slug} value={slug}>
            {label}
          </option>
        ))}
      </Select>
    </Labelled>
  );
}

function OtherFormats(props: Props) {
  const { texts } = props;
  return (["json", "tex", "md"] as const).map((format) => (
    <Button key={format} size="small" title={texts[`${format}Hint`]} onClick={() => save(props, format)}>
      {texts[format]}
    </Button>
  ));
}

function save({ parts, view, about, state }: Props, format: ExportFormat): void {
  saveExport(parts, view.columns, { ...about, address: tableAddress(state) }, format);
}

/** Returns the columns that can be chosen: the mean is switched on its own. */
function withoutMean(view: TableView, columns: TableColumn[]): TableView {
  return { ...view, columns: view.columns.filter((index) => index < columns.length) };
}

function MeanSwitch({ state, hasMean, texts, change }: Props) {
  return (
    <Button
      size="small"
      aria-pressed={state.mean && hasMean}
      aria-disabled={!hasMean || undefined}
      title={hasMean ? texts.meanHint : texts.meanOff}
      aria-description={hasMean ? texts.meanHint : texts.meanOff}
      onClick={() => (hasMean ? change({ mean: !state.mean }) : undefined)}
    >
      {texts.mean}
    </Button>
  );
}

function Search({ state, texts, change }: Props) {
  const hint = useId();
  return (
    <div className="board-search">
      <Input
        type="search"
        name="q"
        aria-label={texts.search}
        aria-describedby={hint}
        placeholder={texts.search}
        value={state.q}
        className="h-8! w-40 text-xs"
        onChange={(e) => change({ q: e.target.value })}
      />
      <p id={hint} className="board-panel">
        {texts.searchHint}
      </p>
    </div>
  );
}

/** Two to four pinned models; those of one address are compared on the dataset that is shown. */
function CompareLink({ parts, state, texts }: Props) {
  const pinned = parts.flatMap(({ seen }) => seen.pinned.map(({ slug }) => slug));
  const models = [...new Set(pinned)].slice(0, 4);
  if (models.length < 2) return null;
  const dataset = state.dataset ? `&dataset=${encodeURIComponent(state.dataset)}` : "";
  return (
    <a href={`/compare?models=${models.join(",")}${dataset}`} className={buttonClass({ size: "small" })}>
      {texts.compare}
    </a>
  );
}

function Labelled({ text, children }: { text: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="flex items-center gap-2">
      <span className="text-xs text-muted">{text}</span>
      {children}
    </label>
  );
}
