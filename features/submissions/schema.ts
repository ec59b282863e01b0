import { z } from "zod";
import { protocols } from "#/evaluation/endpoints/protocols.ts";
import { assessmentChoice } from "#/features/runs/assessment-plan.ts";
import {
  defaultConcurrency,
  maxConcurrency,
  maxDatasets,
  maxExtraBodyBytes,
} from "#/features/submissions/submission-limits.ts";

const ownFields = ["messages", "model", "stream"];

const line = (max: number) =>
  z.string().trim().min(1, "Fill this in.").max(max, `At most ${max} characters fit here. Shorten it.`);

const extraBodyTooLong = `Extra request fields may take ${maxExtraBodyBytes} bytes at most. Leave some out.`;

const extraBody = z
  .record(z.string(), z.json(), {
    error: ({ input }) =>
      typeof input === "string" && input.length > maxExtraBodyBytes
        ? extraBodyTooLong
        : 'Extra request fields are a JSON object. Write one such as {"temperature": 0}.',
  })
  .refine((body) => JSON.stringify(body).length <= maxExtraBodyBytes, { error: extraBodyTooLong })
  .refine((body) => !ownFields.some((field) => field in body), {
    error: `Extra request fields may not set ${ownFields.join(", ")}: the board sets them itself.`,
  });

export const endpointInput = z.strictObject({
  protocol: z.enum(protocols, {
    error: `The protocol is one of ${protocols.join(", ")}. Choose the one that your server speaks.`,
  }),
  baseUrl: z.url({ protocol: /^https?$/, error: "Give a base URL that starts with https://." }).max(500),
  model: line(200),
  apiKey: z
    .string()
    .trim()
    .max(1000)
    .transform((key) => key || undefined)
    .optional(),
  concurrency: z
    .int("Give a whole number.")
    .min(1, "At least one call must be in flight. Give 1 or more.")
    .max(maxConcurrency, `At most ${maxConcurrency} calls may be in flight. Give a smaller number.`)
    .default(defaultConcurrency),
  extraBody: extraBody.optional(),
});

export const submissionInput = z.strictObject({
  model: z.strictObject({
    name: line(100),
    organization: line(100).optional(),
    url: z
      .url({ protocol: /^https?$/, error: "Give a web address that starts with https://." })
      .max(300)
      .optional(),
  }),
  endpoint: endpointInput,
  datasets: z
    .array(z.string().max(100))
    .min(1, "Choose at least one dataset.")
    .max(maxDatasets, `Choose ${maxDatasets} datasets at most.`)
    .transform((slugs) => [...new Set(slugs)]),
  assessment: assessmentChoice.optional(),
});

export const dryRunInput = z.strictObject({
  endpoint: endpointInput,
  dataset: line(100),
  assessment: assessmentChoice.optional(),
});

export const retryInput = z.strictObject({ apiKey: z.string().trim().min(1).max(1000).optional() });

export type DryRunInput = z.infer<typeof dryRunInput>;
export type EndpointInput = z.infer<typeof endpointInput>;
export type SubmissionInput = z.infer<typeof submissionInput>;
