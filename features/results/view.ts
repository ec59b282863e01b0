/** Columns of the per-item CSV that the task has and the reader may see, in their order, with plain values. */
export type ItemRow = Record<string, string | number | boolean | null>;

export type ItemPreview = {
  item: number;
  key: string;
  image: string;
  imageHash: string | null;
  status: string;
  question: string | null;
  options: string[];
  response: string | null;
  parsed: string | null;
  parsedBy: string | null;
  /** As `mos`, absent where the answers are hidden from the reader. */
  correctAnswer?: string | null;
  /** Assessment: the quality score, and the difference of log-probabilities that it was made of, in nats. */
  score: number | null;
  logprobDifference: number | null;
  mos?: number | null;
  error: string | null;
};
