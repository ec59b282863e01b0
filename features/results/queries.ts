import type { Actor } from "#/features/access/actor.ts";
import { authorizeAnswerKeys } from "#/features/access/authorize-answer-keys.ts";
import { findSubmission, type SubmissionWithRuns } from "#/features/access/find-submission.ts";
import { mayViewAnswers, requireView } from "#/features/access/submission-policy.ts";
import type { ItemPreview } from "#/features/results/item-preview.ts";
import type { ItemRecord } from "#/features/results/item-record.ts";
import { previewItem } from "#/features/results/preview-item.ts";
import type { ScatterPoint } from "#/features/results/scatter-points.ts";
import {
  exampleCharacters,
  examplesShown,
  type UnreadAnswers,
  unreadOutcomes,
} from "#/features/results/unread-answers.ts";
import { pool } from "#/lib/db.ts";
import { AppError } from "#/lib/errors.ts";

/** `showsAnswers`: the reader may see what single items were answered. */
export type ViewableRun = SubmissionWithRuns["runs"][number] & { showsAnswers: boolean };

const columns = `
  i.number, i.image_path AS "imagePath", i.image_hash AS "imageHash", i.question, i.options,
  i.correct_option AS "correctOption", i.reference, i.mos, coalesce(r.outcome::text, 'pending') AS outcome, r.parsed,
  r.parsed_by AS "parsedBy", r.score, r.logprob_difference AS "logprobDifference", r.error, r.response, r.sent, (
    SELECT json_agg(json_build_object('aspect', v.aspect, 'rating', v.rating,
      'reply', CASE WHEN $2 THEN v.reply END) ORDER BY v.aspect, v.round)
    FROM judge_votes v WHERE v.judgement_id = judged.id AND v.item = i.number) AS votes`;

const source = `
FROM runs run JOIN items i ON i.dataset_id = run.dataset_id
LEFT JOIN item_results r ON r.run_id = run.id AND r.item = i.number
LEFT JOIN LATERAL (SELECT g.id FROM judgements g WHERE g.run_id = run.id
  ORDER BY g.status = 'finished' DESC, g.id DESC LIMIT 1) judged ON true
WHERE run.id = $1`;

/** Resolves with items in dataset order, both ends of the range inclusive, with the judge's own words. */
async function itemRecords(runId: number, first: number, last: number): Promise<ItemRecord[]> {
  const { rows } = await pool().query<ItemRecord>(
    `SELECT ${columns} ${source} AND i.number BETWEEN $3 AND $4 ORDER BY i.number`,
    [runId, true, first, last],
  );
  return rows;
}

/** Resolves with the run of a submission that this reader may see. */
export async function viewableRun(
  actor: Actor,
  submissionId: string,
  datasetSlug: string,
): Promise<ViewableRun> {
  const submission = requireView(actor, submissionId, await findSubmission(submissionId));
  const run = submission.runs.find(({ dataset }) => dataset.slug === datasetSlug);
  if (run) return { ...run, showsAnswers: mayViewAnswers(actor, submission, run.dataset) };
  throw new AppError(
    "not-found",
    `This submission has no run on ${datasetSlug}. Its page lists those it has.`,
  );
}

export async function itemPreview(
  actor: Actor,
  submissionId: string,
  datasetSlug: string,
  limit: number,
  offset = 0,
): Promise<ItemPreview[]> {
  const run = await viewableRun(actor, submissionId, datasetSlug);
  if (!run.showsAnswers) return [];
  const canSee = await authorizeAnswerKeys(actor, run.dataset, `items of submission ${submissionId}`);
  const records = await itemRecords(run.id, offset, offset + limit - 1);
  return records.map((record) => previewItem(record, canSee));
}

/** Resolves with those with the highest numbers among the items that have a result. */
export async function lastAnswers(runId: number, limit: number): Promise<ItemRecord[]> {
  const { rows } = await pool().query<ItemRecord>(
    `SELECT ${columns} ${source} AND i.number IN (
       SELECT item FROM item_results WHERE run_id = $1 ORDER BY item DESC LIMIT $3) ORDER BY i.number DESC`,
    [runId, false, limit],
  );
  return rows;
}

/** Resolves with what answers of a run came to that nothing was read from. */
export async function unreadAnswers(
  actor: Actor,
  submissionId: string,
  datasetSlug: string,
): Promise<UnreadAnswers[]> {
  const run = await viewableRun(actor, submissionId, datasetSlug);
  const { rows } = await pool().query<UnreadAnswers>(
    `SELECT outcome, count, examples FROM (
       SELECT outcome::text, count(*)::int, array_position($2::text[], outcome::text) AS place FROM item_results
       WHERE run_id = $1 AND outcome::text = ANY($2) GROUP BY outcome) kind, LATERAL (
       SELECT json_agg(first) AS examples FROM (
         SELECT item, left(coalesce(response, ''), $3) AS text FROM item_results
         WHERE run_id = $1 AND outcome::text = kind.outcome ORDER BY item LIMIT $4) first) shown
     ORDER BY place`,
    [run.id, unreadOutcomes, exampleCharacters, examplesShown],
  );
  return rows;
}

/** Predicted value (d where it is known, else the score) and MOS of every item that has both. */
export async function scatterPoints(runId: number): Promise<ScatterPoint[]> {
  const { rows } = await pool().query<[number, number, number]>({
    text: `SELECT r.item, coalesce(r.logprob_difference, r.score), i.mos
      FROM item_results r JOIN runs run ON run.id = r.run_id
      JOIN items i ON i.dataset_id = run.dataset_id AND i.number = r.item
      WHERE r.run_id = $1 AND coalesce(r.logprob_difference, r.score) IS NOT NULL AND i.mos IS NOT NULL
      ORDER BY r.item`,
    values: [runId],
    rowMode: "array",
  });
  return rows;
}
