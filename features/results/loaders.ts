import { notFound } from "next/navigation";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import { authorizeAnswerKeys } from "#/features/access/authorize-answer-keys.ts";
import { findSubmission } from "#/features/access/find-submission.ts";
import { mayView } from "#/features/access/submission-policy.ts";
import { scatterPoints } from "#/features/results/queries.ts";
import {
  type Disagreement,
  disagreements,
  type ScatterPoint,
  thinOut,
} from "#/features/results/scatter-points.ts";
import { currentActor } from "#/features/users/loaders.ts";

const mostDrawn = 1500;
const mostListed = 20;

export type ScatterPage = {
  model: { slug: string; name: string };
  dataset: string;
  submissionId: string;
  rung: string | null;
  /** Whether d was predicted, or a plain score. */
  differences: boolean;
  /** Items with both values; 0 where the MOS are hidden. */
  n: number;
  points: ScatterPoint[];
  listed: Disagreement[];
  hidden: boolean;
};

/** Resolves with the items behind one figure of the assessment leaderboard; for those who may see the submission. */
export async function loadScatter(slug: string, submissionId: string, name: string): Promise<ScatterPage> {
  const actor = await currentActor();
  const submission = await findSubmission(submissionId);
  if (!submission || !mayView(actor, submission) || submission.model.slug !== slug) notFound();
  const run = submission.runs.find(({ dataset }) => dataset.slug === name) ?? notFound();
  if (!taskTraits[run.dataset.task].isRating) notFound();
  const hidden = !(await authorizeAnswerKeys(actor, run.dataset, `scatter of submission ${submissionId}`));
  const points = hidden ? [] : await scatterPoints(run.id);
  return {
    model: { slug, name: submission.model.name },
    dataset: name,
    submissionId,
    rung: run.rung,
    differences: run.rung !== "T",
    n: points.length,
    points: thinOut(points, mostDrawn),
    listed: disagreements(points, mostListed),
    hidden,
  };
}
