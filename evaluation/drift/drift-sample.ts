import { z } from "zod";

/** What an endpoint said to one repetition of the drift check questions, as it is stored. */
export const driftSampleSchema = z.object({
  /** Replies by the name that the server gave its model. */
  models: z.record(z.string(), z.int()),
  /** Number pictures that were answered, and how many of them had their number and their colour named. */
  sight: z.object({ answered: z.int(), numbers: z.int(), colours: z.int() }),
  /** Answers to one question about one picture, asked again and again at temperature 0; empty where not asked. */
  steady: z.array(z.string()),
  /** Log-probability differences (nats) of one picture, sharp and blurred; `by` tells how they were asked for. */
  ratings: z.object({ by: z.string(), sharp: z.array(z.number()), blurred: z.array(z.number()) }).nullable(),
});

export type DriftSample = z.infer<typeof driftSampleSchema>;
