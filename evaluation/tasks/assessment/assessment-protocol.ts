/** The strategy of Q-Bench A3: softmax of two next tokens after a prefilled assistant turn, temperature 100. */
export const assessmentProtocolVersion = "assessment-v1";

/** How words, ratings and samples are read from replies. */
export const assessmentReaderVersion = "assessment-reader-v2";

/** The word pair of the official strategy, better word first. */
export const defaultWords: WordPair = ["good", "poor"];

/** Two opposite words; the first means the better quality. */
export type WordPair = readonly [better: string, worse: string];
