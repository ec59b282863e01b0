import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import { taskTraits } from "#/evaluation/tasks/task-traits.ts";
import type { Actor } from "#/features/access/actor.ts";
import { authorizeAnswerKeys } from "#/features/access/authorize-answer-keys.ts";
import { difficultiesOf } from "#/features/items/difficulty/queries.ts";
import { type Difficulties, orderByDifficulty, solveRateOf } from "#/features/items/difficulty/solve-rate.ts";
import { type ChosenItems, itemFilter, type OutcomeChoice, sliceOf } from "#/features/items/item-filter.ts";
import { outcomeChoice } from "#/features/items/model-answers.ts";
import { itemNumbers, runOutcomes } from "#/features/items/queries.ts";
import { modelBySlug, slugOfSubmission } from "#/features/model-pages/queries.ts";
import { type RunEntry, runOnDataset } from "#/features/model-pages/run-on-dataset.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

export type ListedModel = {
  slug: string;
  name: string;
  entry: RunEntry;
  /** Its published scores on the chosen slice, as the leaderboard shows them. */
  scores: ScoreRow[];
  /** How many of the slice's items it got right, wrong and not at all; null where that may not be told. */
  counts: Record<OutcomeChoice, number> | null;
};

export type ItemList = {
  /** What was chosen, less what cannot be or may not be asked. */
  chosen: ChosenItems;
  numbers: number[];
  difficulties: Difficulties;
  model: ListedModel | null;
  /** A model was asked for that has no published items here. */
  unknownModel: string | null;
  canSeeAnswerKeys: boolean;
};

/** How hard an item is, and who is right on it, would tell its answer: where that is hidden nothing is chosen by it. */
export async function listItems(actor: Actor, dataset: Dataset, asked: ChosenItems): Promise<ItemList> {
  const canSeeAnswerKeys = await authorizeAnswerKeys(actor, dataset, "items");
  const [slice, difficulties, found] = await Promise.all([
    itemNumbers(dataset.id, itemFilter(asked)),
    canSeeAnswerKeys ? difficultiesOf(dataset) : (new Map() as Difficulties),
    asked.model ? publishedModel(asked.model, dataset.id, asked.submission) : null,
  ]);
  const perception = taskTraits[dataset.task].isGraded && canSeeAnswerKeys;
  const chosen: ChosenItems = {
    ...asked,
    model: found ? asked.model : null,
    submission: found ? asked.submission : null,
    solved: perception ? asked.solved : null,
    outcome: perception && found ? asked.outcome : null,
    order: canSeeAnswerKeys ? asked.order : null,
  };
  const outcomes = found && perception ? await runOutcomes(found.entry.runId) : null;
  const choiceOf = (number: number) => outcomeChoice(outcomes?.get(number));
  const kept = slice
    .filter((number) => chosen.solved === null || solveRateOf(difficulties.get(number)) === chosen.solved)
    .filter((number) => chosen.outcome === null || choiceOf(number) === chosen.outcome);
  const counts = { right: 0, wrong: 0, missing: 0 };
  for (const number of outcomes ? slice : []) counts[choiceOf(number)]++;
  return {
    chosen,
    numbers: chosen.order ? orderByDifficulty(kept, difficulties, chosen.order) : kept,
    difficulties,
    canSeeAnswerKeys,
    unknownModel: asked.model && !found ? asked.model : null,
    model: found && {
      ...found,
      scores: scoresOf(found.entry, sliceOf(chosen)),
      counts: outcomes ? counts : null,
    },
  };
}

async function publishedModel(slug: string, datasetId: number, submission: string | null) {
  const model = await modelBySlug(slug);
  const entry = model && runOnDataset(model.entries, datasetId, submission);
  if (entry) return { slug: model.slug, name: model.name, entry };
  // An address from before the accounts that used one name had a model each.
  const owned = submission === null ? null : await slugOfSubmission(submission);
  const own = owned === null || owned === slug ? null : await modelBySlug(owned);
  const found = own && runOnDataset(own.entries, datasetId, submission);
  return found && { slug: own.slug, name: own.name, entry: found };
}

function scoresOf({ scores }: RunEntry, slice: string): ScoreRow[] {
  return scores.filter((score) => score.slice === slice);
}
