import type { SentPicture } from "#/evaluation/endpoints/pictures/sent-picture.ts";
import type { JudgedAspect } from "#/evaluation/tasks/description/dimensions.ts";

/** Rounds of one aspect, null where the judge's reply was invalid; score 0 to 2 and agreement 0 to 1 over them. */
export type AspectRatings = {
  aspect: JudgedAspect;
  rounds: (number | null)[];
  /** The judge's own words for each round; null where nobody was asked. */
  replies: (string | null)[];
  score: number | null;
  agreement: number | null;
};

export type ItemPreview = {
  item: number;
  key: string;
  image: string;
  imageHash: string | null;
  status: string;
  question: string | null;
  options: string[];
  response: string | null;
  /** In characters, of the whole response. */
  responseLength: number | null;
  parsed: string | null;
  parsedBy: string | null;
  /** As `mos`, absent where the answers are hidden from the reader. */
  correctAnswer?: string | null;
  /** Assessment: the quality score, and the difference of log-probabilities that it was made of, in nats. */
  score: number | null;
  logprobDifference: number | null;
  mos?: number | null;
  reference?: string | null;
  /** What a judge made of the response; absent where the answers are hidden from the reader. */
  ratings?: AspectRatings[];
  error: string | null;
  /** What was sent where an original picture was refused; null where all went as they are. */
  sent: readonly (SentPicture | null)[] | null;
};
