"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button, buttonClass } from "#/components/ui/button.tsx";
import { Input, Select } from "#/components/ui/input.tsx";
import type { BoardTexts } from "#/features/leaderboards/components/board-texts.ts";
import { saveSeen } from "#/features/leaderboards/components/save-seen.ts";
import type { ChangeState } from "#/features/leaderboards/components/use-table-state.ts";
import type { FigureTable, FigureView } from "#/features/leaderboards/figure-table.ts";
import type { SeenRows } from "#/features/leaderboards/seen-rows.ts";
import { type TableState, tableStateQuery } from "#/features/leaderboards/table-state.ts";

type Props = {
  views: FigureView[];
  view: FigureView;
  datasets: { slug: string; label: string }[];
  state: TableState;
  parts: { table: FigureTable; seen: SeenRows }[];
  csvAddress: string;
  fileName: string;
  texts: BoardTexts;
  change: ChangeState;
};

export const controlsForm = "board-controls";

export function BoardControls(props: Props) {
  const { views, view, state, parts, csvAddress, fileName, texts, change } = props;
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
      <DatasetChoice {...props} />
      <Button size="small" className="board-more" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? texts.close : texts.more}
      </Button>
      <div className="board-folded">
        <Labelled text={texts.view}>
          <Select
            name="view"
            value={view.key}
            className="h-8! text-xs"
            onChange={(e) => change({ view: e.target.value })}
          >
            {views.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </Select>
        </Labelled>
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
        <Input
          type="search"
          name="q"
          aria-label={texts.search}
          title={texts.searchHint}
          placeholder={texts.search}
          value={state.q}
          className="h-8! w-44 text-xs"
          onChange={(e) => change({ q: e.target.value })}
        />
        <Button size="small" aria-pressed={state.dense} onClick={() => change({ dense: !state.dense })}>
          {texts.dense}
        </Button>
        <a
          href={csvAddress}
          download={fileName}
          className={buttonClass({ size: "small" })}
          onClick={(event) => {
            event.preventDefault();
            saveSeen(parts, view.columns, fileName.replace(/\.csv$/, ""), "csv");
          }}
        >
          {texts.csv}
        </a>
        <OtherFormats {...props} />
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

function OtherFormats({ parts, view, fileName, texts }: Props) {
  return (["md", "tex"] as const).map((format) => (
    <Button
      key={format}
      size="small"
      title={texts[`${format}Hint`]}
      onClick={() => saveSeen(parts, view.columns, fileName.replace(/\.csv$/, ""), format)}
    >
      {texts[format]}
    </Button>
  ));
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
