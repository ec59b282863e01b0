import { isCovered } from "#/evaluation/tasks/ranked-coverage.ts";
import { groupsOf } from "#/features/datasets/groups-of.ts";
import { coarsenEntry } from "#/features/leaderboards/entries/coarsen-entry.ts";
import { orderDatasets } from "#/features/leaderboards/entries/dataset-order.ts";
import { entryContext } from "#/features/leaderboards/entries/entry-context.ts";
import { latestEntries } from "#/features/leaderboards/entries/latest-entries.ts";
import { pastEntries } from "#/features/leaderboards/entries/past-entries.ts";
import { publicSince } from "#/features/leaderboards/entries/public-since.ts";
import type { PublishedEntry } from "#/features/leaderboards/entries/published-entry.ts";
import { scoreValue } from "#/features/leaderboards/entries/score-value.ts";
import { tableKey } from "#/features/leaderboards/entries/table-key.ts";
import { cachedLeaderboard } from "#/features/leaderboards/leaderboard-cache.ts";
import { momentKey } from "#/features/leaderboards/moment-key.ts";
import type {
  AnyLeaderboard,
  LeaderboardDataset,
  LeaderboardOf,
  LeaderboardOptions,
} from "#/features/leaderboards/ranking/leaderboard-row.ts";
import type { OrderedRows } from "#/features/leaderboards/ranking/order-rows.ts";
import { level } from "#/features/leaderboards/ranking/rank-rows.ts";
import {
  noPairedComparisons,
  PairedComparisons,
  type PairResult,
} from "#/features/leaderboards/significance/paired-comparisons.ts";
import { leaderboardByTask } from "#/features/leaderboards/tasks/leaderboard-by-task.ts";
import type { LeaderboardTask } from "#/features/leaderboards/tasks/leaderboard-task.ts";
import { displayName } from "#/features/users/display-name.ts";
import { compareText } from "#/lib/compare-text.ts";
import { db, pool } from "#/lib/db.ts";
import type { Dataset, Entry, ModelKind, Task } from "#/prisma/generated/client.ts";

/** Everything published on a task, one dataset or all that are not generated where a row joins datasets. */
export function leaderboard<Name extends Task>(
  task: Name,
  slug?: string,
  options: LeaderboardOptions = {},
): Promise<LeaderboardOf<Name>> {
  const { table, exact = false, asOf } = options;
  const key = async () => JSON.stringify([task, slug, table, exact, asOf ? await momentKey(asOf) : null]);
  return cachedLeaderboard(key, () => makeLeaderboard(task, slug, options));
}

async function makeLeaderboard<Name extends Task>(
  task: Name,
  slug: string | undefined,
  options: LeaderboardOptions,
): Promise<LeaderboardOf<Name>> {
  const { comparedMetric, rows, columns, more } = leaderboardByTask[task];
  const { dataset, slugs } = await askedDatasets(task, slug, options);
  const entries = await ofDatasets(task, slugs, options);
  const ordered = await rows(entries, await pairTests(entries, comparedMetric), slug);
  const made = board(task, dataset, columns(ordered.rows), ordered);
  return { ...made, ...more?.(entries) } as LeaderboardOf<Name>;
}

/** Resolves with the datasets of a task that are imported or have a published row, Q-Bench's own first, generated ones last. */
export async function leaderboardDatasets(task: Task, asOf?: Date): Promise<LeaderboardDataset[]> {
  const [imported, named] = await Promise.all([
    latestDatasets({ task }, asOf),
    db().entry.findMany({
      where: { task, publishedAt: { not: null } },
      distinct: ["datasetSlug"],
      select: { datasetSlug: true },
    }),
  ]);
  const known = new Map(named.map(({ datasetSlug }) => [datasetSlug, unknownDataset(datasetSlug)]));
  for (const dataset of imported) known.set(dataset.slug, describe(dataset));
  return orderDatasets([...known.values()]);
}

async function askedDatasets(task: Task, slug: string | undefined, { asOf }: LeaderboardOptions) {
  const datasets = await leaderboardDatasets(task, asOf);
  const named = datasets.find((known) => known.slug === slug) ?? null;
  if (leaderboardByTask[task].joinsDatasets) {
    const joined = datasets.filter(({ generated }) => !generated).map((known) => known.slug);
    return { dataset: named, slugs: slug === undefined ? joined : [slug] };
  }
  const dataset = slug === undefined ? (datasets[0] ?? null) : named;
  return { dataset, slugs: dataset ? [dataset.slug] : [] };
}

async function ofDatasets(task: Task, slugs: string[], { table, exact, asOf }: LeaderboardOptions) {
  const entries = await publishedEntries({ task, datasetSlug: { in: slugs } }, exact, asOf);
  return entries.filter((entry) => table === undefined || tableKey(entry) === table);
}

const pairResults = `
SELECT first_id AS first, second_id AS second, difference, error, p FROM comparisons
WHERE metric = $1 AND first_id = ANY($2::int[]) AND second_id = ANY($2::int[]) AND ($1 <> 'accuracy' OR p < $3
  OR (first_id, second_id) IN (SELECT least(a, b), greatest(a, b) FROM unnest($4::int[], $5::int[]) AS n(a, b)))`;

/**
 * Resolves with what is stored of tests between these entries; of accuracies, for there are many, only what may be significant
 * and what stands next to each other, whose own errors tell the smallest difference.
 */
async function pairTests(
  entries: readonly PublishedEntry[],
  metric: LeaderboardTask["comparedMetric"],
): Promise<PairedComparisons> {
  const tested = entries.filter(({ comparedAt }) => comparedAt !== null);
  if (tested.length < 2) return noPairedComparisons;
  const ids = tested.map(({ id }) => id);
  const pairs = neighbours(tested, metric);
  const beside = [pairs.map(([above]) => above.id), pairs.map(([, below]) => below.id)];
  return new PairedComparisons(
    (await pool().query<PairResult>(pairResults, [metric, ids, level, ...beside])).rows,
  );
}

/** Ranked entries of a table that stand next to each other. */
function neighbours(entries: readonly PublishedEntry[], metric: string): [PublishedEntry, PublishedEntry][] {
  const ranked = entries.filter(({ model, coverage }) => model.kind === "model" && isCovered(coverage));
  return [...Map.groupBy(ranked, tableKey).values()].flatMap((table) => {
    const rankedValue = (entry: PublishedEntry) => scoreValue(entry, metric).value ?? 0;
    const ordered = table.toSorted(
      (a, b) => rankedValue(b) - rankedValue(a) || compareText(a.model.slug, b.model.slug),
    );
    return ordered.slice(1).map((below, index): [PublishedEntry, PublishedEntry] => {
      return [ordered[index] ?? below, below];
    });
  });
}

/** Resolves with rows on the latest version of each dataset; reported ones belong to no version. */
export async function publishedEntries(
  where: { modelId: number } | { task: Task; datasetSlug: { in: string[] } },
  exact = false,
  asOf?: Date,
): Promise<PublishedEntry[]> {
  const found = asOf ? await pastEntries(where, asOf) : await presentEntries(where);
  const slugs = [...new Set(found.map(({ datasetSlug }) => datasetSlug))];
  const datasets = new Map(
    (await latestDatasets({ slug: { in: slugs } }, asOf)).map((latest) => [latest.id, latest]),
  );
  const isHidden = ({ datasetId }: { datasetId: number | null }) =>
    datasetId !== null && datasets.get(datasetId)?.answers === "hidden";
  const current = found
    .filter(({ datasetId }) => datasetId === null || datasets.has(datasetId))
    .filter((entry) => !isHidden(entry) || mayBeShown(entry, asOf));
  const entries = current.map(({ run, publishedAt, datasetId, ...entry }) => ({
    ...entry,
    model: publicModel(entry.model),
    publishedAt: publicSince(publishedAt, entry.createdAt),
    submission: run ? { id: run.submission.id, ownerId: run.submission.ownerId } : null,
    submittedBy: run ? displayName(run.submission.owner) : null,
    datasetId,
    hidden: isHidden({ datasetId }),
  }));
  const latest = latestEntries(entries);
  return exact ? latest : latest.map(coarsenEntry);
}

type Shown = Pick<Entry, "source" | "runId" | "approvedAt"> & { model: { kind: ModelKind } };

/** Of a hidden set: no row made of the key, and of an earlier day only figures whose publication had been approved. */
function mayBeShown({ source, runId, approvedAt, model }: Shown, asOf: Date | undefined): boolean {
  if (source === "computed" && model.kind !== "random") return false;
  return !asOf || runId === null || (approvedAt !== null && approvedAt <= asOf);
}

function presentEntries(where: { modelId: number } | { task: Task; datasetSlug: { in: string[] } }) {
  return db().entry.findMany({
    where: { ...where, publishedAt: { not: null } },
    include: entryContext,
    orderBy: { id: "asc" },
  });
}

function publicModel({ slug, name, kind, organization }: PublishedEntry["model"]): PublishedEntry["model"] {
  return { slug, name, kind, organization };
}

function latestDatasets(where: { task: Task } | { slug: { in: string[] } }, asOf?: Date): Promise<Dataset[]> {
  return db().dataset.findMany({
    where: { ...where, ...(asOf && { createdAt: { lte: asOf } }) },
    distinct: ["slug"],
    orderBy: [{ slug: "asc" }, { version: "desc" }],
  });
}

function describe(dataset: Dataset): LeaderboardDataset {
  const { slug, version, itemCount: items, answers, generated, createdAt } = dataset;
  return {
    slug,
    version,
    items,
    groups: groupsOf(dataset),
    answers,
    generated,
    date: createdAt.toISOString(),
  };
}

function unknownDataset(slug: string): LeaderboardDataset {
  return { slug, version: null, items: null, groups: null, answers: null, generated: false, date: null };
}

function board(
  task: Task,
  dataset: LeaderboardDataset | null,
  columns: string[],
  { rows, smallestDifference }: OrderedRows<AnyLeaderboard["rows"][number]>,
) {
  const tables = [...new Set(rows.map(({ table }) => table))];
  return { task, dataset, columns, tables, rows, smallestDifference };
}
