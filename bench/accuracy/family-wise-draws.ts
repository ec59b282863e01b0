import { clustered, groupNames, type Layout, normals } from "#/bench/accuracy/draws.ts";
import type { Share } from "#/bench/accuracy/share.ts";
import { holm } from "#/evaluation/statistics/holm.ts";
import { groupSums, signFlip } from "#/evaluation/statistics/sign-flip.ts";
import { compareAssessments } from "#/evaluation/tasks/assessment/compare-assessments.ts";
import type { AssessmentItem } from "#/evaluation/tasks/assessment/correlate.ts";
import { rankRows } from "#/features/leaderboards/ranking/rank-rows.ts";
import { shareOf } from "#/features/leaderboards/table/unpack-table.ts";
import { standingOf } from "#/features/model-pages/standing.ts";
import { tableRow } from "#/test/table-row.ts";

const bounds = { least: 0, most: 0.05 };
const sizes: [models: number, draws: number][] = [
  [2, 500],
  [4, 300],
  [10, 120],
  [20, 60],
];
const alone: Layout = { groups: 300, perGroup: 1 };
const together: Layout = { groups: 40, perGroup: 10 };

function shares(
  what: string,
  anyFalse: (models: number, normal: () => number) => boolean,
  quickDraws?: number,
): Share[] {
  return sizes.map(([models, fewDraws]) => {
    const draws = quickDraws ?? fewDraws;
    const normal = normals(models);
    let wrong = 0;
    for (let draw = 0; draw < draws; draw++) wrong += anyFalse(models, normal) ? 1 : 0;
    return { name: `${what}, ${models} equal models`, value: wrong / draws, draws, ...bounds };
  });
}

function ratings(models: number, layout: Layout, normal: () => number): AssessmentItem[][] {
  const names = layout.perGroup > 1 ? groupNames(layout) : [];
  const mos = clustered(layout, 0.3, normal);
  return Array.from({ length: models }, () => {
    const noise = clustered(layout, layout.perGroup > 1 ? 0.4 : 0, normal);
    return Array.from(mos, (value, item) => ({
      mos: value,
      d: value + (noise[item] ?? 0),
      score: null,
      subset: null,
      group: names[item] ?? null,
    }));
  });
}

/** Whether any rank is narrower than all places. */
function anyRanked<Row>(rows: readonly Row[], p: (a: Row, b: Row) => number): boolean {
  const placed = rows.map((row, value) => ({ row, value }));
  const ranked = rankRows(placed, (a, b) => ({ p: p(a.row, b.row), paired: true }));
  return ranked.some(({ rank }) => rank.best !== 1 || rank.worst !== rows.length);
}

/** Ranks by SRCC, of pictures alone and in groups. */
export function rankErrors(): Share[] {
  const of = (layout: Layout) => (models: number, normal: () => number) =>
    anyRanked(ratings(models, layout, normal), (a, b) => compareAssessments(a, b)?.p ?? 1);
  return [
    ...shares("a false rank by SRCC, 300 pictures", of(alone)),
    ...shares("a false rank by SRCC, 40 groups of 10", of(together)),
  ];
}

/** Ranks by accuracy with questions in groups. */
export function accuracyErrors(perGroup: number): Share[] {
  const layout = { groups: 480 / perGroup, perGroup };
  const names = groupNames(layout);
  return shares(`a false rank by accuracy, ${layout.groups} groups of ${perGroup}`, (models, normal) => {
    const hard = clustered(layout, 0.5, normal);
    const right = Array.from({ length: models }, () =>
      clustered(layout, 0.5, normal).map((value, item) => Number(value + (hard[item] ?? 0) < 0.5)),
    );
    const differences = (a: Float64Array, b: Float64Array) =>
      Array.from(a, (value, item) => value - (b[item] ?? 0));
    return anyRanked(right, (a, b) => signFlip(groupSums(differences(a, b), names)));
  });
}

/** What a comparison page tells of up to four models: three correlations of every pair, corrected together. */
export function compareErrors(): Share[] {
  return shares("a false difference on /compare, 40 groups of 10", (models, normal) => {
    const runs = ratings(Math.min(4, models), together, normal);
    const p = runs.flatMap((first, place) =>
      runs
        .slice(place + 1)
        .flatMap((second) =>
          (["srcc", "plcc", "krcc"] as const).map(
            (measure) => compareAssessments(first, second, measure)?.p ?? 1,
          ),
        ),
    );
    return holm(p).some((one) => one < 0.05);
  }).slice(0, 2);
}

/** A strength or weakness of the first of equal models, over seven slices; independent answers are the hardest case. */
export function strengthErrors(): Share[] {
  const keys = ["a", "b", "c", "d", "e", "f", "g"];
  return shares(
    "a false strength, seven slices of 60 to 300",
    (models, normal) => {
      const figures = () =>
        keys.map((_, slice) => {
          const n = 60 + 40 * slice;
          let right = 0;
          for (let item = 0; item < n; item++) right += normal() < 0.25 ? 1 : 0;
          return shareOf(right, n);
        });
      const rows = Array.from({ length: Math.max(3, models) }, (_, place) =>
        tableRow(`m${place}`, { rank: { value: 1, best: 1, worst: 1 }, figures: figures() }),
      );
      const columns = keys.map((key) => ({
        key,
        label: key,
        name: key,
        group: null,
        format: "percent" as const,
        measure: "accuracy",
        n: null,
        higherIsBetter: true,
      }));
      const table = { key: "t", title: null, note: null, rankedBy: null, smallest: null, columns, rows };
      const [own] = rows;
      const found = own ? standingOf(table, own, [...keys.keys()]) : null;
      return found !== null && found.above.length + found.below.length > 0;
    },
    600,
  );
}
