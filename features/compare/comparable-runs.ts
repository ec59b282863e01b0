import { type ComparedRun, comparedRun } from "#/features/compare/compared-answers.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import { tableKey } from "#/features/leaderboards/entries/table-key.ts";
import { newestFirst, runsOnDataset } from "#/features/model-pages/run-on-dataset.ts";

type Model = { slug: string; name: string; entries: readonly PublishedEntry[] };

export type ComparableRuns = { kind: "together"; table: string; runs: ComparedRun[] };

/** All have items here, but no table has a run of each of them. */
export type RunsApart = { kind: "apart"; models: { slug: string; name: string; tables: string[] }[] };

/**
 * Returns a run of each model that has items on the dataset, all of one table: of another judge, or asked in another way,
 * their values are not to be tested against each other. Of several such tables the one that got a run last; null
 * where fewer than two models have items.
 */
export function comparableRuns(
  models: readonly Model[],
  datasetId: number,
): ComparableRuns | RunsApart | null {
  const found = models
    .map(({ slug, name, entries }) => ({ slug, name, runs: runsOnDataset(entries, datasetId) }))
    .filter(({ runs }) => runs.length > 0);
  if (found.length < 2) return null;
  const newest = found
    .flatMap(({ runs }) => runs)
    .sort(newestFirst)
    .find((run) => found.every(({ runs }) => runs.some((other) => tableKey(other) === tableKey(run))));
  if (!newest) {
    const models = found.map(({ slug, name, runs }) => ({
      slug,
      name,
      tables: [...new Set(runs.map(tableKey))],
    }));
    return { kind: "apart", models };
  }
  const table = tableKey(newest);
  const runs = found.flatMap(({ slug, name, runs }) => {
    const entry = runs.find((run) => tableKey(run) === table);
    return entry ? [comparedRun({ slug, name }, entry)] : [];
  });
  return { kind: "together", table, runs };
}
