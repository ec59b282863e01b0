import { z } from "zod";

const line = (max: number) => z.string().trim().min(1).max(max);
const word = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}'-]{1,32}$/u, "is not a word; write two as in good,poor");

/** `good,poor`: two opposite words, the better one first. */
const wordPair = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.tuple([word, word], { error: "Give two words, the better one first, as in good,poor." }))
  .refine(([better, worse]) => better !== worse, {
    error: "The two words are the same. Give two opposites.",
  });

export const predictionsInput = z.strictObject({
  dataset: line(100),
  words: wordPair.optional(),
  model: line(100).optional(),
  filter: line(100).optional(),
});

export const submittedPredictions = predictionsInput.extend({ model: line(100) });

export type PredictionsInput = z.infer<typeof predictionsInput>;
