import { type Estimate, estimateOf } from "#/evaluation/statistics/estimate.ts";
import type { LeaderboardRow } from "#/features/leaderboards/ranking/leaderboard-row.ts";
import type { Label } from "#/features/leaderboards/table/leaderboard-model.ts";
import { mostCommon } from "#/features/leaderboards/table/most-common.ts";
import type { TableRow, TableScore } from "#/features/leaderboards/table/table-model.ts";
import type { Locale } from "#/lib/i18n/routing.ts";
import english from "#/messages/en/common.json" with { type: "json" };
import chinese from "#/messages/zh-CN/common.json" with { type: "json" };
import type { ModelKind } from "#/prisma/generated/client.ts";

const names: Record<Locale, { models: Record<string, string> }> = { en: english, "zh-CN": chinese };

/**
 * Turns rows of the leaderboard into rows of figures; a model with several rows gets a key for each. `place`: the dataset, or the
 * task where a row joins several, by which it is known what is wrong with a published row.
 */
export function tableRows<Scores>(
  rows: (LeaderboardRow<Scores> & { model: { organization?: string | null } })[],
  figuresOf: (scores: Scores) => (Estimate | null | undefined)[],
  label: Label,
  place: string,
): TableRow[] {
  const slugs = rows.map(({ model }) => model.slug);
  const taken = new Map<string, number>();
  return rows.map((row) => {
    const { slug } = row.model;
    const shared = slugs.indexOf(slug) !== slugs.lastIndexOf(slug);
    const base = shared ? `${slug}~${row.source}` : slug;
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    return {
      key: count === 1 ? base : `${base}~${count}`,
      slug,
      name: rowName(row.model, label),
      ...(row.model.kind !== "model" && { names: namesOf(row.model) }),
      organization: row.model.organization ?? null,
      kind: row.model.kind,
      source: row.source,
      ...(row.source === "uploaded" && { verified: row.verified === true }),
      ...(row.submittedBy !== undefined && { submittedBy: row.submittedBy }),
      reportedBy: row.reportedBy,
      protocol: row.protocolVersion,
      versions: versionsOf(row),
      rung: row.rung,
      coverage: row.coverage,
      ...inconsistencyOf(row, place, label),
      ...(row.converted !== undefined && { converted: row.converted }),
      ...(row.olderParser && { olderParser: true }),
      ...(shared && row.submissionId !== null && { submission: row.submissionId }),
      ...(row.withdrawn && { withdrawn: true }),
      rank: row.rank,
      rankTest: row.rankTest,
      figures: figuresOf(row.scores).map(scoreOf),
    };
  });
}

/** People and baselines have a name in every language; a model's name is its own. */
function rowName(
  { slug, name, kind }: { slug: string; name: string; kind: ModelKind },
  label: Label,
): string {
  const translated = kind === "model" ? slug : label(`common.models.${slug}`);
  return translated === slug ? name : translated;
}

/** Returns all names that a row is found by, so that an address finds the same rows in every language. */
function namesOf({ slug, name }: { slug: string; name: string }): string[] {
  const translated = Object.values(names).flatMap(({ models }) => models[slug] ?? []);
  return [...new Set([name, ...translated])];
}

/** What a published row has that its own source contradicts. */
function inconsistencyOf(
  { source, model, table }: LeaderboardRow<unknown>,
  place: string,
  label: Label,
): { inconsistency?: string } {
  if (source !== "reported") return {};
  const key = [place, table, model.slug].join("_").replaceAll(".", "-");
  const text = label(`leaderboard.inconsistencies.${key}`);
  return text === key ? {} : { inconsistency: text };
}

function versionsOf(row: LeaderboardRow<unknown>): string | null {
  const versions = [row.protocolVersion, row.promptVersion, row.parserVersion].filter(Boolean);
  return [...new Set(versions)].join(" · ") || null;
}

function scoreOf(score: Estimate | null | undefined): TableScore | null {
  if (score?.value === null || score?.value === undefined) return null;
  return { ...estimateOf(score), value: score.value };
}

/** Returns the n that most rows of a column have, or null where none is known. */
export function commonCount(rows: TableRow[], index: number): number | null {
  return mostCommon(rows.flatMap(({ figures }) => figures[index]?.n || [])) ?? null;
}
