import type { SentPicture } from "#/evaluation/endpoints/pictures/sent-picture.ts";
import type { JudgedAspect } from "#/evaluation/tasks/description/dimensions.ts";
import type { ItemOutcome } from "#/prisma/generated/client.ts";

export type ItemRating = {
  aspect: JudgedAspect;
  rating: number | null;
  /** The judge's own words, where they were asked for; null too where nobody was asked. */
  reply: string | null;
};

/** An item of a dataset beside its result in one run; `pending` and nulls where it has none yet. */
export type ItemRecord = {
  number: number;
  imagePath: string;
  imageHash: string | null;
  question: string | null;
  options: string[];
  correctOption: number | null;
  reference: string | null;
  mos: number | null;
  outcome: ItemOutcome | "pending";
  parsed: number | null;
  parsedBy: string | null;
  score: number | null;
  logprobDifference: number | null;
  error: string | null;
  response: string | null;
  sent: readonly (SentPicture | null)[] | null;
  /** What the run's newest judge made of it, in order of aspect and round; null where nothing was rated. */
  votes: ItemRating[] | null;
};
