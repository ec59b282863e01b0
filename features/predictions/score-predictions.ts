import { defaultWords, type WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import { limitWords } from "#/features/predictions/limit-words.ts";
import type { ReceivedFile } from "#/features/predictions/receive-file.ts";
import type { ScoredFile } from "#/features/predictions/scored-file.ts";
import type { FileToRead, ScoringAnswers, ScoringJob } from "#/features/predictions/scoring-job.ts";
import { withScoringThread } from "#/features/predictions/scoring-threads.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

/** Processor time that one file may take, in milliseconds; an honest one of 40,000 rows takes one second to be read. @internal */
export const scoringLimits = { read: 30_000, score: 60_000, part: 10_000 };

export type FileToScore = {
  dataset: Pick<Dataset, "task" | "answers" | "hasAnswers" | "itemCount" | "keyField">;
  /** The dataset's items, as `itemTexts` gives them. */
  items: AsyncIterable<string>;
  file: Pick<ReceivedFile, "descriptor" | "bytes" | "name">;
  words?: WordPair | undefined;
  filter?: string | undefined;
  /** Scores that nobody may see are not computed either: how long that takes depends on the answers. */
  scored: boolean;
};

/**
 * Reads a file of predictions and, where it is to be `scored`, scores it on the dataset's items, in a thread of its own
 * that is ended where it takes more than it may. `use` is called while the results can be had.
 */
export function scorePredictions<Result>(
  asked: FileToScore,
  use: (file: ScoredFile) => Promise<Result>,
  limits = scoringLimits,
): Promise<Result> {
  const { dataset, items, file, scored } = asked;
  return withScoringThread(dataset.itemCount, async (thread) => {
    const ask = <Kind extends keyof ScoringAnswers>(job: ScoringJob, cpuMs: number) =>
      limitWords(thread.run<ScoringAnswers[Kind]>(job, { cpuMs }), file.name, cpuMs);

    async function* resultTexts(): AsyncGenerator<string> {
      for (let from: number | null = 0; from !== null; ) {
        const job = { results: { from } };
        const part: ScoringAnswers["results"] = await ask<"results">(job, limits.part);
        yield part.text;
        from = part.next;
      }
    }

    await ask<"begin">({ begin: true }, limits.part);
    for await (const part of items) await ask<"items">({ items: part }, limits.part);
    const facts = await ask<"read">({ read: toRead(asked) }, limits.read);
    const isScored = scored && dataset.hasAnswers;
    const scores = isScored ? await ask<"score">({ score: true }, limits.score) : [];
    return use({ ...facts, scores, resultTexts });
  });
}

function toRead({ dataset, file, words = defaultWords, filter }: FileToScore): FileToRead {
  const { descriptor, bytes, name } = file;
  const task = dataset.task === "perception" ? "perception" : "assessment";
  const { keyField, answers } = dataset;
  const how = { keyField, filter: filter ?? null, words, comparesMos: answers === "public" };
  return { descriptor, bytes, name, task, ...how };
}
