import type { JudgedAspect } from "#/evaluation/tasks/description/dimensions.ts";
import type { LeasedJudgement } from "#/features/judging/leases/lease-judgement.ts";
import { pool } from "#/lib/db.ts";

export type JudgeRating = {
  item: number;
  aspect: JudgedAspect;
  round: number;
  /** Null: the reply was invalid, and so was the one after it. */
  rating: number | null;
  /** Calls it took; 0 where the answer is content-free and nobody was asked. */
  attempts: number;
  contentKey: string;
  /** The judge's own words; null where nobody was asked. */
  reply: string | null;
};

const longestReply = 4000;

const sql = `
WITH held AS (SELECT id FROM judgements WHERE id = $1 AND token = $2 FOR SHARE), written AS (
  INSERT INTO judge_votes (judgement_id, item, aspect, round, rating, attempts, content_key, reply)
  SELECT held.id, vote.* FROM held, unnest($3::int[], $4::judged_aspect[], $5::smallint[], $6::smallint[],
    $7::smallint[], $8::text[], $9::text[]) AS vote
  ON CONFLICT DO NOTHING
)
SELECT count(*)::int AS held FROM held`;

/** Writes ratings under the lease's token; the first one of a round stands. Resolves with `false` if the lease was lost. */
export async function recordRatings(
  { id, token }: Pick<LeasedJudgement, "id" | "token">,
  ratings: readonly JudgeRating[],
): Promise<boolean> {
  const { rows } = await pool().query<{ held: number }>(sql, [
    id,
    token,
    ratings.map((rating) => rating.item),
    ratings.map((rating) => rating.aspect),
    ratings.map((rating) => rating.round),
    ratings.map((rating) => rating.rating),
    ratings.map((rating) => rating.attempts),
    ratings.map((rating) => rating.contentKey),
    ratings.map(
      ({ reply }) => reply?.slice(0, longestReply).toWellFormed().replaceAll("\0", "\uFFFD") ?? null,
    ),
  ]);
  return rows[0]?.held === 1;
}
