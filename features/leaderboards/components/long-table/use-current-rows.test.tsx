// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useCurrentRows } from "#/features/leaderboards/components/long-table/use-current-rows.ts";
import type { TableRow } from "#/features/leaderboards/table/table-model.ts";

const count = 150;
const rows = Array.from({ length: count }, (_, n) => ({ key: `r${n}` }) as TableRow);

function Lines({ wanted: desired, all }: { wanted: TableRow[]; all: TableRow[] }) {
  const current = useCurrentRows(desired, all, true);
  return (
    <table>
      <tbody ref={current.body}>
        {current.rows.map(({ key }) => (
          <tr key={key} data-r={key} />
        ))}
      </tbody>
    </table>
  );
}

const lines = () => [...document.querySelectorAll("tr")].filter(({ hidden }) => !hidden);
const keys = (some: HTMLElement[]) => some.map(({ dataset }) => dataset.r);
/** As a browser shows the lines of a flex container. */
const seen = () => keys(lines().sort((a, b) => Number(a.style.order) - Number(b.style.order)));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("shows what is wanted at once, whatever was done before, and the document follows", {
  timeout: 60_000,
}, async () => {
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  const random = seeded(7);
  let sorted = rows;
  let pinned = new Set<TableRow>();
  let found = new Set(rows);
  for (let step = 0; step < 300; step++) {
    const what = random(3);
    if (what === 0) sorted = [...rows].sort(() => random(3) - 1);
    if (what === 1) found = new Set(rows.filter(() => random(4) < 1 + (step % 3)));
    if (what === 2) pinned = new Set([...pinned].slice(-5).concat(rows[random(count)] ?? []));
    const all = sorted.filter((row) => !pinned.has(row));
    const desired = all.filter((row) => found.has(row));
    await act(async () => root.render(<Lines wanted={desired} all={all} />));
    const near = seen().slice(0, 40);
    expect(near).toEqual(desired.slice(0, 40).map(({ key }) => key));
    for (let turn = random(6); turn > 0; turn--) await act(() => vi.advanceTimersByTimeAsync(150));
    if (random(4) > 0) continue;
    for (let turn = 0; turn < 12; turn++) await act(() => vi.advanceTimersByTimeAsync(150));
    expect(keys(lines())).toEqual(desired.map(({ key }) => key));
    expect(document.querySelector("tr[style*=order]")).toBeNull();
  }
  await act(async () => root.unmount());
});

/** Whole numbers below `below`, the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}
