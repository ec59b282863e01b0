import { z } from "zod";

const body = z.record(z.string(), z.unknown());

/** How one endpoint has to be asked in its scoring mode: found out once, before a run, and kept with it. */
export const requestProfileSchema = z.object({
  /** Better word first. */
  words: z.tuple([z.string().min(1), z.string().min(1)]).readonly(),
  /** Alternatives that one position is asked for. */
  topK: z.int().min(0),
  /** What makes the server continue the assistant's turn, beside or instead of the usual fields. */
  prefillFields: body,
  /** Fields of the begun assistant turn itself, such as LiteLLM's and Mistral's `prefix`. */
  turnFields: body.default({}),
  /** What asks for log-probabilities instead of the usual fields, such as Together's number. */
  logprobFields: body.default({}),
  /** Rung E: the words' token ids and the parameter that takes them. */
  exact: z
    .object({
      by: z.enum(["logprob_token_ids", "allowed_token_ids"]),
      ids: z.tuple([z.int().min(0), z.int().min(0)]).readonly(),
    })
    .nullable(),
  /** Rung C: what makes the server choose one of the two words. */
  choiceFields: body,
  /** Rung S: choices that one call returns. */
  samplesPerCall: z.int().min(1),
});

export type RequestProfile = z.infer<typeof requestProfileSchema>;
