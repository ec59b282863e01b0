import type { WordPair } from "#/evaluation/tasks/assessment/assessment-protocol.ts";
import { itemTexts } from "#/features/predictions/queries.ts";
import {
  type ReceivedFile,
  refuseDeclaredSize,
  type SentFile,
  withReceivedFile,
} from "#/features/predictions/receive-file.ts";
import { scorePredictions } from "#/features/predictions/score-predictions.ts";
import type { ScoredFile } from "#/features/predictions/scored-file.ts";
import { UploadSlots } from "#/features/predictions/upload-slots.ts";
import { FairSlots } from "#/lib/fair-slots.ts";
import type { Dataset } from "#/prisma/generated/client.ts";

export type HowToScore = {
  account: string;
  dataset: Dataset;
  words?: WordPair | undefined;
  filter?: string | undefined;
};

/** What all routes of a process share, however often a bundler makes this module. */
type Shared = { slots: UploadSlots; turns: FairSlots };
const holder = globalThis as typeof globalThis & { boardUploads?: Shared };

function shared(): Shared {
  holder.boardUploads ??= {
    slots: new UploadSlots({ ofAccount: 3, ofProcess: 32, patienceMs: 10_000 }),
    // One thread, since its memory is this process's.
    turns: new FairSlots({ atOnce: 1, ofOne: 1, waiting: Number.POSITIVE_INFINITY }),
  };
  return holder.boardUploads;
}

/**
 * Receives a file, waits for its turn, and reads and scores it in a thread. `isScored` is asked when the file is there;
 * `use` gets what it came to. However this ends, nothing of the file is left.
 */
export function withScoredFile<Result>(
  file: SentFile,
  { account, dataset, words, filter }: HowToScore,
  isScored: () => Promise<boolean>,
  use: (scored: ScoredFile, received: ReceivedFile) => Promise<Result>,
): Promise<Result> {
  refuseDeclaredSize(file);
  const { slots, turns } = shared();
  return slots.use(account, (slot) =>
    withReceivedFile(file, slot, (received) => {
      slot.step = "waiting";
      const work = async () => {
        slot.step = "scoring";
        const items = itemTexts(dataset.id);
        const asked = { dataset, items, file: received, words, filter, scored: await isScored() };
        return scorePredictions(asked, (scored) => use(scored, received));
      };
      return turns.run(account, work, slot.signal);
    }),
  );
}
