import { expect, it } from "vitest";
import { wilsonInterval } from "#/evaluation/statistics/wilson-interval.ts";
import type { MeasuredAs } from "#/features/leaderboards/entries/measured-as.ts";
import { packTable } from "#/features/leaderboards/table/pack-table.ts";
import type {
  TableColumn,
  TableModel,
  TableRow,
  TableScore,
} from "#/features/leaderboards/table/table-model.ts";
import { unpackTable } from "#/features/leaderboards/table/unpack-table.ts";

const measured = (submissionId: string): MeasuredAs => ({
  rung: "P",
  words: ["good", "poor"],
  topK: 20,
  censored: 0.01,
  coverage: 1,
  submissionId,
});
const figure = (value: number, more: Partial<TableScore> = {}): TableScore => ({
  value,
  low: value - 0.02,
  high: value + 0.02,
  n: 1495,
  ...more,
});
const column = (key: string): TableColumn => ({
  key,
  label: key,
  name: key,
  group: null,
  format: "correlation",
  measure: "srcc",
  n: null,
  higherIsBetter: true,
  database: key,
});
const row = (key: string, figures: (TableScore | null)[]): TableRow => ({
  key,
  slug: key,
  name: key,
  organization: null,
  kind: "model",
  source: "measured",
  reportedBy: null,
  protocol: "q-bench-1.0",
  versions: null,
  rung: "P",
  coverage: 1,
  rank: { value: 1, best: 1, worst: 2 },
  rankTest: "paired",
  figures,
});

const table: TableModel = {
  key: "exact",
  title: null,
  note: null,
  rankedBy: "koniq-10k",
  smallest: null,
  columns: [column("koniq-10k"), column("spaq")],
  rows: [
    row("a", [
      figure(0.5, { measured: measured("one") }),
      figure(0.625, { measured: measured("one"), n: null }),
    ]),
    row("b", [figure(0.75, { measured: measured("two") }), null]),
    {
      ...row("c", [figure(0.25, { low: null, high: null, n: 1200 }), figure(0.125)]),
      ...{ source: "reported", reportedBy: "A paper", protocol: null, coverage: 0.5 },
    },
  ],
};

it("brings every figure back as it was", () => {
  expect(unpackTable(packTable(table))).toEqual(table);
  expect(unpackTable(JSON.parse(JSON.stringify(packTable(table))))).toEqual(table);
});

it("says once what figures share, and keeps values whole where it cuts bounds", () => {
  const [value, low] = [0.123456789012, 0.987654321];
  const packed = packTable({ ...table, rows: [...table.rows, row("d", [figure(value, { low }), null])] });
  expect(packed.measures).toEqual([measured("one"), measured("two")]);
  expect(unpackTable(packed).rows.at(-1)?.figures[0]).toMatchObject({ value, low: 0.987654 });
});

it("sends an accuracy as the number of right answers, and anything else whole", () => {
  const right = (successes: number, n: number): TableScore => ({
    value: successes / n,
    n,
    low: null,
    high: null,
    ...wilsonInterval(successes, n),
  });
  const figures = [right(900, 1495), right(0, 1495), right(31, 50), { ...right(900, 1495), value: 0.602 }];
  const lines = figures.map((one, index) => row(`r${index}`, [one, null]));
  const packed = packTable({ ...table, rows: [...lines, row("wide", [figure(900 / 1495), null])] });
  expect(packed.rows.slice(0, 2).map((one) => one.figures[0])).toEqual([900, 0]);
  for (const { figures: kept } of packed.rows.slice(2)) expect(kept[0]).toBeInstanceOf(Array);
  const back = unpackTable(JSON.parse(JSON.stringify(packed))).rows.map((one) => one.figures[0]);
  expect(back.slice(0, 2)).toEqual(figures.slice(0, 2));
  expect(back[2]).toMatchObject({ value: 31 / 50, n: 50 });
  expect(back[3]).toMatchObject({ value: 0.602, n: 1495 });
  expect(back[4]?.low).toBeCloseTo(900 / 1495 - 0.02, 6);
});
