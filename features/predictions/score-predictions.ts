import type { ByteSource } from "#/evaluation/predictions/byte-source.ts";
import { defaultWords, type WordPair } from "#/evaluation/tasks/assessment/protocol.ts";
import { scoreAssessmentFile } from "#/features/predictions/score-assessment-file.ts";
import { scorePerceptionFile } from "#/features/predictions/score-perception-file.ts";
import type { ScoredFile } from "#/features/predictions/scored-file.ts";
import { AppError } from "#/lib/errors.ts";
import type { Dataset, Item } from "#/prisma/generated/client.ts";

/**
 * Reads a file of predictions as it streams in and, where it is to be `scored`, scores it on the dataset's items;
 * stores nothing. Scores that nobody may see are not computed either: how long that takes depends on the answers.
 */
export function scorePredictions(
  dataset: Dataset,
  items: readonly Item[],
  source: ByteSource,
  name: string,
  { words, scored = true }: { words?: WordPair | undefined; scored?: boolean } = {},
): Promise<ScoredFile> {
  if (words !== undefined && dataset.task !== "assessment") {
    throw refusal(
      "words",
      `A word pair belongs to assessment; ${dataset.slug} is ${dataset.task}. Leave it out.`,
    );
  }
  switch (dataset.task) {
    case "assessment":
      return scoreAssessmentFile(dataset, items, source, name, words ?? defaultWords, scored);
    case "perception":
      return scorePerceptionFile(dataset, items, source, name, scored);
    case "description":
      throw refusal(
        "dataset",
        `${dataset.slug} holds descriptions, which a judge has to rate. Submit an endpoint instead of a file.`,
      );
  }
}

function refusal(field: string, words: string): AppError {
  return new AppError("bad-input", words, { fields: { [field]: [words] } });
}
