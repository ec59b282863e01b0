import type { DescribedItem, DimensionPoints } from "#/evaluation/tasks/description/compare-descriptions.ts";
import { dimensions, type JudgedAspect } from "#/evaluation/tasks/description/dimensions.ts";
import { isDue, judgedRun, unjudged } from "#/features/judging/unjudged-sql.ts";
import { db, pool } from "#/lib/db.ts";
import type { Judge } from "#/prisma/generated/client.ts";

export type UnratedItem = {
  item: number;
  response: string;
  question: string | null;
  options: string[];
  correctOption: number | null;
  reference: string | null;
  /** What the options were permuted by when they were asked; null: by nothing. */
  optionSeed: string | null;
  /** Rounds that are rated, as `aspect/round`. */
  rated: string[];
};

const itemsSql = `
SELECT lacking.* ${judgedRun}, LATERAL (
  SELECT a.item, coalesce(a.response, '') AS response, i.question, i.options, i.correct_option AS "correctOption",
    i.reference, r.settings->>'optionSeed' AS "optionSeed", ARRAY(SELECT v.aspect || '/' || v.round FROM judge_votes v
      WHERE v.judgement_id = g.id AND v.item = a.item) AS rated
  ${unjudged} ORDER BY a.item LIMIT $2) lacking
WHERE g.id = $1`;

/** Resolves with the answers of the run that lack ratings, in dataset order. */
export async function unratedItems({ id }: { id: number }, limit: number): Promise<UnratedItem[]> {
  const { rows } = await pool().query<UnratedItem>(itemsSql, [id, limit]);
  return rows;
}

export type CachedRating = { round: number; rating: number | null; attempts: number; reply: string };

/** Resolves with what a judge has already replied to the very same prompt, one rating a round. */
export async function cachedRatings(contentKey: string): Promise<CachedRating[]> {
  const { rows } = await pool().query<CachedRating>(
    `SELECT DISTINCT ON (round) round, rating, attempts, reply FROM judge_votes
     WHERE content_key = $1 AND reply IS NOT NULL ORDER BY round, judgement_id`,
    [contentKey],
  );
  return rows;
}

/** Resolves with the judgements of a run that have not ended. */
export async function openJudgements(runId: number): Promise<number[]> {
  const found = await db().judgement.findMany({ where: { runId, status: "open" }, select: { id: true } });
  return found.map(({ id }) => id);
}

export async function dueJudgements(): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>(
    `SELECT g.id ${judgedRun} WHERE ${isDue} ORDER BY g.id LIMIT 100`,
  );
  return rows.map(({ id }) => id);
}

/** Open judgements of finished runs with nothing left to rate. */
export async function completeJudgements(): Promise<number[]> {
  const { rows } = await pool().query<{ id: number }>(
    `SELECT g.id ${judgedRun} WHERE g.status = 'open' AND r.status = 'finished'
     AND NOT EXISTS (SELECT ${unjudged}) ORDER BY g.id LIMIT 100`,
  );
  return rows.map(({ id }) => id);
}

/** Resolves with whether every answer so far has all its ratings, of every judge that is at it. */
export async function isFullyJudged(runId: number): Promise<boolean> {
  const { rows } = await pool().query<{ done: boolean }>(
    `SELECT NOT EXISTS (SELECT ${judgedRun} WHERE r.id = $1 AND g.status = 'open'
       AND EXISTS (SELECT ${unjudged})) AS done`,
    [runId],
  );
  return rows[0]?.done ?? true;
}

export type StoredRating = {
  item: number;
  aspect: JudgedAspect;
  round: number;
  rating: number | null;
  reply: string | null;
};

/** Resolves with all ratings of a judgement in order of item, aspect and round; of chosen items where they are given. */
export async function storedRatings(judgementId: number, items?: readonly number[]): Promise<StoredRating[]> {
  return db().judgeRating.findMany({
    where: { judgementId, ...(items && { item: { in: [...items] } }) },
    select: { item: true, aspect: true, round: true, rating: true, reply: true },
    orderBy: [{ item: "asc" }, { aspect: "asc" }, { round: "asc" }],
  });
}

const pointsOfItems = `
SELECT v.item AS number, i.group_name AS "group", v.aspect::text AS aspect,
  sum(coalesce(v.rating, 0))::int AS points, count(*)::int AS rounds
FROM judgements g JOIN judge_votes v ON v.judgement_id = g.id JOIN runs r ON r.id = g.run_id
JOIN items i ON i.dataset_id = r.dataset_id AND i.number = v.item
WHERE g.run_id = $1 AND g.judge_id = $2 AND v.aspect <> 'correctness'
GROUP BY v.item, i.group_name, v.aspect ORDER BY v.item, v.aspect`;

/** Resolves with what the judge gave each description that it rated in every dimension, in dataset order. */
export async function describedItems(runId: number, judgeId: number | null): Promise<DescribedItem[]> {
  type Row = DimensionPoints & { number: number; group: string | null };
  const { rows } = await pool().query<Row>(pointsOfItems, [runId, judgeId]);
  return [...Map.groupBy(rows, ({ number }) => number)]
    .map(([number, found]) => ({
      number,
      group: found[0]?.group ?? null,
      dimensions: found.map(({ points, rounds }) => ({ points, rounds })),
    }))
    .filter((item) => item.dimensions.length === dimensions.length);
}

export type RunJudge = {
  judgementId: number;
  judgeId: number;
  runId: number;
  label: string;
  model: string;
  templateVersion: string;
  isOpen: boolean;
};

/** Resolves with who has judged or is judging these runs, the newest judge first. */
export async function judgesOf(runIds: readonly number[]): Promise<RunJudge[]> {
  const found = await db().judgement.findMany({
    where: { runId: { in: [...runIds] } },
    include: { judge: { select: { label: true, model: true, templateVersion: true } } },
    orderBy: { id: "desc" },
  });
  return found.map(({ id, judgeId, runId, status, judge }) => ({
    judgementId: id,
    judgeId,
    runId,
    ...judge,
    isOpen: status === "open",
  }));
}

/** Resolves with how many answers have all their ratings. */
export async function judgedCount(judgement: { id: number }): Promise<number> {
  const { rows } = await pool().query<{ judged: number }>(
    `SELECT count(*)::int AS judged FROM (
       SELECT v.item FROM judge_votes v JOIN judgements g ON g.id = v.judgement_id JOIN judges j ON j.id = g.judge_id
       WHERE g.id = $1 GROUP BY v.item, j.rounds, j.templates
       HAVING count(*) >= j.rounds * (SELECT count(*) FROM jsonb_object_keys(j.templates))) AS full_items`,
    [judgement.id],
  );
  return rows[0]?.judged ?? 0;
}

export type JudgeRow = Pick<
  Judge,
  "id" | "model" | "templateVersion" | "rounds" | "temperature" | "createdAt"
> & {
  runs: number;
  /** It rates descriptions; the others settle unclear perception answers. */
  describes: boolean;
};

/** Resolves with every judge that was ever asked, the newest first, and how many runs it has judged. */
export async function listJudges(): Promise<JudgeRow[]> {
  const found = await db().judge.findMany({
    select: {
      id: true,
      model: true,
      templateVersion: true,
      rounds: true,
      temperature: true,
      createdAt: true,
      templates: true,
      _count: { select: { judgements: true } },
    },
    orderBy: { id: "desc" },
    take: 50,
  });
  return found.map(({ _count, templates, ...judge }) => ({
    ...judge,
    runs: _count.judgements,
    describes: "completeness" in Object(templates),
  }));
}

/** Resolves with the groups of the rated items, by item number. */
export async function groupsOfJudged(judgementId: number): Promise<Map<number, string>> {
  const { rows } = await pool().query<{ number: number; group: string }>(
    `SELECT i.number, i.group_name AS "group" FROM judgements g JOIN runs r ON r.id = g.run_id
     JOIN items i ON i.dataset_id = r.dataset_id WHERE g.id = $1 AND i.group_name IS NOT NULL`,
    [judgementId],
  );
  return new Map(rows.map(({ number, group }) => [number, group]));
}
