import { averageRanks } from "#/evaluation/statistics/ranks.ts";

/** One item: its number, what was predicted, and its MOS. */
export type ScatterPoint = readonly [item: number, predicted: number, mos: number];

export type Disagreement = {
  item: number;
  predicted: number;
  mos: number;
  predictedRank: number;
  mosRank: number;
};

/** Returns every k-th point, so that at most `most` are left. */
export function thinOut<Point>(points: readonly Point[], most: number): Point[] {
  const step = points.length / most;
  if (step <= 1) return [...points];
  return Array.from({ length: most }, (_, index) => points[Math.floor(index * step)]).filter(
    (point) => point !== undefined,
  );
}

/** Returns the items whose places by prediction and by MOS lie farthest apart; place 1 is the best, ties share the mean place. */
export function disagreements(points: readonly ScatterPoint[], most: number): Disagreement[] {
  const predicted = averageRanks(points.map((point) => -point[1]));
  const mos = averageRanks(points.map((point) => -point[2]));
  return points
    .map(([item, value, truth], index) => ({
      item,
      predicted: value,
      mos: truth,
      predictedRank: predicted[index] ?? 0,
      mosRank: mos[index] ?? 0,
    }))
    .sort((a, b) => gap(b) - gap(a) || a.item - b.item)
    .slice(0, most);
}

function gap({ predictedRank, mosRank }: Disagreement): number {
  return Math.abs(predictedRank - mosRank);
}
