import { databases } from "#/features/leaderboards/ranking/assessment-rows.ts";
import type { LeaderboardDataset } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import { compareText } from "#/lib/compare-text.ts";

const own = [
  "llvisionqa-dev",
  "llvisionqa-test",
  "q-bench2-dev",
  "q-bench2-test",
  "lldescribe",
  ...databases,
];

/** Q-Bench's own sets in their order, then the operator's by name, generated ones last. */
export function orderDatasets(datasets: readonly LeaderboardDataset[]): LeaderboardDataset[] {
  const place = ({ slug, generated }: LeaderboardDataset) => {
    if (own.includes(slug)) return own.indexOf(slug);
    return own.length + Number(generated);
  };
  return [...datasets].sort((a, b) => place(a) - place(b) || compareText(a.slug, b.slug));
}
