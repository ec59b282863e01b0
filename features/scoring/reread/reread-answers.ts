import type { JudgedAspect } from "#/evaluation/tasks/description/dimensions.ts";
import type { Reading, StoredAnswer } from "#/features/scoring/reread/read-again.ts";
import { readJudgeAgain } from "#/features/scoring/reread/read-again.ts";
import { pool } from "#/lib/db.ts";

/** Answers that are held at a time; each is of at most 100,000 characters. */
const together = 500;

export type Reread = { read: number; changed: number };

type Watch = (read: number) => void;

// The part first, so that no plan joins all items for each of them.
const answersSql = `
SELECT r.*, i.question, i.options, i.correct_option AS "correctOption"
FROM (SELECT run_id, item, outcome, parsed, parsed_by AS "parsedBy", score, response FROM item_results
  WHERE run_id = $1 AND item > $2 AND outcome NOT IN ('error', 'absent') AND response IS NOT NULL
  ORDER BY item LIMIT ${together}) r
JOIN runs ON runs.id = r.run_id JOIN items i ON i.dataset_id = runs.dataset_id AND i.number = r.item
ORDER BY r.item`;

const rewriteSql = `
UPDATE item_results r SET outcome = a.outcome, parsed = a.parsed, parsed_by = a.parsed_by, score = a.score,
  error = CASE WHEN a.outcome IN ('correct', 'wrong', 'answered') THEN NULL ELSE r.error END
FROM unnest($2::int[], $3::item_outcome[], $4::smallint[], $5::text[], $6::float8[])
  AS a (item, outcome, parsed, parsed_by, score)
WHERE r.run_id = $1 AND r.item = a.item`;

/** Reads a run's stored answers again, a part at a time, and writes what is read differently. */
export async function rereadAnswers(
  runId: number,
  readAgain: (stored: StoredAnswer) => Reading,
  watch: Watch,
): Promise<Reread> {
  const total = { read: 0, changed: 0 };
  for (let last = -1; ; ) {
    const { rows } = await pool().query<StoredAnswer>(answersSql, [runId, last]);
    const changed = rows.flatMap((stored) => {
      const reading = readAgain(stored);
      return isSame(stored, reading) ? [] : [{ item: stored.item, ...reading }];
    });
    if (changed.length > 0) await rewrite(runId, changed);
    total.read += rows.length;
    total.changed += changed.length;
    watch(total.read);
    const end = rows.at(-1);
    if (!end || rows.length < together) return total;
    last = end.item;
  }
}

function isSame(stored: Reading, read: Reading): boolean {
  return (
    stored.outcome === read.outcome &&
    stored.parsed === read.parsed &&
    stored.parsedBy === read.parsedBy &&
    stored.score === read.score
  );
}

async function rewrite(runId: number, changed: readonly (Reading & { item: number })[]): Promise<void> {
  await pool().query(rewriteSql, [
    runId,
    changed.map(({ item }) => item),
    changed.map(({ outcome }) => outcome),
    changed.map(({ parsed }) => parsed),
    changed.map(({ parsedBy }) => parsedBy),
    changed.map(({ score }) => score),
  ]);
}

type StoredReply = {
  judgementId: number;
  item: number;
  aspect: JudgedAspect;
  round: number;
  rating: number | null;
  reply: string;
};

const repliesSql = `
SELECT v.judgement_id AS "judgementId", v.item, v.aspect::text AS aspect, v.round, v.rating, v.reply
FROM judge_votes v JOIN judgements g ON g.id = v.judgement_id
WHERE g.run_id = $1 AND v.reply IS NOT NULL
  AND (v.judgement_id, v.item, v.aspect, v.round) > ($2::int, $3::int, $4::judged_aspect, $5::smallint)
ORDER BY v.judgement_id, v.item, v.aspect, v.round LIMIT ${together}`;

const rerateSql = `
UPDATE judge_votes v SET rating = a.rating
FROM unnest($1::int[], $2::int[], $3::judged_aspect[], $4::smallint[], $5::smallint[])
  AS a (judgement_id, item, aspect, round, rating)
WHERE v.judgement_id = a.judgement_id AND v.item = a.item AND v.aspect = a.aspect AND v.round = a.round`;

/** Reads again what judges replied about a run's answers. */
export async function rereadRatings(runId: number, watch: Watch): Promise<Reread> {
  const total = { read: 0, changed: 0 };
  for (let last: readonly unknown[] = [-1, -1, "completeness", -1]; ; ) {
    const { rows } = await pool().query<StoredReply>(repliesSql, [runId, ...last]);
    const changed = rows.flatMap((stored) => {
      const rating = readJudgeAgain(stored.aspect, stored.reply);
      return rating === stored.rating ? [] : [{ ...stored, rating }];
    });
    if (changed.length > 0) await rerate(changed);
    total.read += rows.length;
    total.changed += changed.length;
    watch(total.read);
    const end = rows.at(-1);
    if (!end || rows.length < together) return total;
    last = [end.judgementId, end.item, end.aspect, end.round];
  }
}

async function rerate(changed: readonly StoredReply[]): Promise<void> {
  await pool().query(rerateSql, [
    changed.map(({ judgementId }) => judgementId),
    changed.map(({ item }) => item),
    changed.map(({ aspect }) => aspect),
    changed.map(({ round }) => round),
    changed.map(({ rating }) => rating),
  ]);
}
