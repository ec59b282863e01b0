import { correlationCoverage, meanCoverage } from "#/bench/accuracy/coverage-draws.ts";
import {
  accuracyErrors,
  compareErrors,
  rankErrors,
  strengthErrors,
} from "#/bench/accuracy/family-wise-draws.ts";
import { type Share, shareHolds, shareLine } from "#/bench/accuracy/share.ts";

const parts: Record<string, () => Share[]> = {
  correlations: correlationCoverage,
  means: meanCoverage,
  ranks: rankErrors,
  pairs: () => accuracyErrors(2),
  fours: () => accuracyErrors(4),
  compare: compareErrors,
  strengths: strengthErrors,
};

/** Simulations of docs/accuracy.md: how often intervals hold the truth, and how often anything is told of equal models. */
export async function accuracy(asked: string[]): Promise<boolean> {
  console.log("| what | share | draws | bound | |\n|---|---|---|---|---|");
  let allHold = true;
  for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
    const part = parts[name];
    if (!part) throw new Error(`There is no part "${name}". Choose of ${Object.keys(parts).join(", ")}.`);
    for (const share of part()) {
      console.log(shareLine(share));
      allHold &&= shareHolds(share);
    }
  }
  return allHold;
}
