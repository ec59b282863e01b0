import { clustered, groupNames, type Layout, normals } from "#/bench/accuracy/draws.ts";
import type { Share } from "#/bench/accuracy/share.ts";
import {
  correlationInterval,
  correlationMeasures,
  correlationOf,
  resampledCorrelation,
} from "#/evaluation/statistics/correlation-interval.ts";
import type { Interval } from "#/evaluation/statistics/interval.ts";
import { clusteredShareInterval, meanOfItemsInterval } from "#/evaluation/statistics/mean-of-items.ts";
import { resamplingUnits } from "#/evaluation/statistics/resampling/resampling-units.ts";

const draws = 500;
const r = 0.6;
// Of a normal pair with correlation r (Pearson 1907, Greiner 1909).
const truths = { srcc: (6 / Math.PI) * Math.asin(r / 2), plcc: r, krcc: (2 / Math.PI) * Math.asin(r) };
// For a standard error 200 suffice; what that leaves uncertain is in the degrees of freedom.
const rounds = 200;
const within = { least: 0.93, most: 0.97 };

function share(name: string, holds: () => Interval | null, truth: number): Share {
  let held = 0;
  for (let draw = 0; draw < draws; draw++) {
    const found = holds();
    if (found && found.low <= truth && truth <= found.high) held++;
  }
  return { name, value: held / draws, draws, ...within };
}

/** How often intervals of correlations hold the truth, in the layout of KADID-10k: 81 references × 125 distortions. */
export function correlationCoverage(layout: Layout = { groups: 81, perGroup: 125 }): Share[] {
  const groups = groupNames(layout);
  const units = resamplingUnits([groups.length], groups);
  return correlationMeasures.map((measure, index) => {
    const normal = normals(11 + index);
    const name = `interval of ${measure.toUpperCase()}, ${layout.groups} groups of ${layout.perGroup}`;
    return share(
      name,
      () => {
        const mos = clustered(layout, 0.3, normal);
        const noise = clustered(layout, 0.4, normal);
        const scores = mos.map((value, item) => r * value + Math.sqrt(1 - r * r) * (noise[item] ?? 0));
        const value = correlationOf[measure](scores, mos) ?? 0;
        return correlationInterval(measure, value, units, resampledCorrelation[measure](scores, mos), {
          rounds,
        });
      },
      truths[measure],
    );
  });
}

/** The same of accuracies whose questions come in groups, and of scores of descriptions. */
export function meanCoverage(): Share[] {
  // P(Z < .5244005) = .7
  const accuracy = (groups: number, perGroup: number) => {
    const layout = { groups, perGroup };
    const normal = normals(20 + perGroup);
    const names = groupNames(layout);
    const interval = () => {
      const right = Array.from(clustered(layout, 0.4, normal), (value) => Number(value < 0.5244005127080407));
      return clusteredShareInterval(right, right.length, names);
    };
    return share(`interval of an accuracy, ${groups} groups of ${perGroup}`, interval, 0.7);
  };
  const layout = { groups: 40, perGroup: 5 };
  const normal = normals(30);
  const names = groupNames(layout);
  const described = () => {
    // Sums out of 6, symmetric about 3.
    const sums = clustered(layout, 0.3, normal).map((value) => Math.max(0, Math.min(6, 3 + value)));
    return meanOfItemsInterval(sums, 0, 6, names);
  };
  return [
    accuracy(300, 2),
    accuracy(150, 4),
    share("interval of a sum of descriptions, 40 groups of 5", described, 3),
  ];
}
