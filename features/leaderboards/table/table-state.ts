import { asOfMoment } from "#/features/leaderboards/as-of.ts";

export type RowKind = "all" | "model" | "human" | "baseline";

/** What a visitor chose about a table; it lives in the address. `sort` is a column's key, after "-" when descending. */
export type TableState = {
  dataset: string | null;
  view: string | null;
  sort: string | null;
  q: string;
  kind: RowKind;
  pin: string[];
  dense: boolean;
  /** Keys of the columns chosen by hand; empty: those of the view. */
  cols: string[];
  /** Whether a column with their mean stands before them. */
  mean: boolean;
  /** The day the board is of, or a moment as ISO 8601; null: today. */
  asof: string | null;
};

export type AddressParams = Record<string, string | string[] | undefined>;

const kinds: readonly RowKind[] = ["all", "model", "human", "baseline"];

/**
 * Reads the address; whatever it does not understand is the default. Of a repeated name the last one counts, but for
 * `cols`: a form without script repeats it, and says by `colsof` which view they were ticked in.
 */
export function parseTableState(params: AddressParams): TableState {
  const last = (name: string): string | null => {
    const value = params[name];
    const one = (Array.isArray(value) ? value.at(-1) : value)?.trim().slice(0, 300);
    return one || null;
  };
  const kind = last("kind");
  const asof = last("asof");
  const view = last("view");
  const colsOf = last("colsof");
  const cols = colsOf === null || colsOf === view ? [params.cols ?? []].flat().join(",") : "";
  return {
    dataset: last("dataset"),
    view,
    sort: last("sort"),
    q: last("q") ?? "",
    kind: kinds.find((known) => known === kind) ?? "all",
    pin: [...new Set((last("pin") ?? "").split(",").filter(Boolean).map(currentKey))],
    dense: last("density") === "compact",
    cols: [...new Set(cols.slice(0, 2000).split(",").filter(Boolean))],
    mean: last("mean") === "1",
    asof: asof !== null && asOfMoment(asof) ? asof : null,
  };
}

/** Addresses that were shared before answers of a file were called uploaded. */
function currentKey(key: string): string {
  return key.replace(/~predictions(?=~|$)/, "~uploaded");
}

/** Returns the shortest address of a state: defaults are left out. */
export function tableStateQuery(state: TableState): string {
  const pairs: [string, string | null][] = [
    ["dataset", state.dataset],
    ["view", state.view],
    ["sort", state.sort],
    ["q", state.q || null],
    ["kind", state.kind === "all" ? null : state.kind],
    ["pin", state.pin.join(",") || null],
    ["density", state.dense ? "compact" : null],
    ["cols", state.cols.join(",") || null],
    ["mean", state.mean ? "1" : null],
    ["asof", state.asof],
  ];
  return pairs
    .filter((pair): pair is [string, string] => pair[1] !== null)
    .map(
      ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%20", "+")}`,
    )
    .join("&");
}

/** Returns the sort after a press on a column's head: figures start with the best, names with A, a second press turns round. */
export function nextSort(current: string | null, column: string, firstDescending: boolean): string {
  const first = firstDescending ? `-${column}` : column;
  const second = firstDescending ? column : `-${column}`;
  return current === first ? second : first;
}

export function sortDirection(sort: string | null, column: string): "ascending" | "descending" | "none" {
  if (sort === column) return "ascending";
  return sort === `-${column}` ? "descending" : "none";
}
