import type { RetryCounts } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import type { VisibleScore } from "#/features/results/visible-scores.ts";
import type { DriftRecord } from "#/features/runs/drift/drift-record.ts";
import type { ErrorGroup } from "#/features/submissions/submission-view.ts";

/** What was sent to the endpoint for every item, the pictures and `{…}` places apart. */
export type PromptSettings = {
  prompt: string;
  assistantPrefix: string | null;
  temperature: number;
  maxTokens: number;
  /** The budget of the one repetition where an answer was cut off before it came; null where there is none. */
  maxTokensOfStarved: number | null;
  topLogprobs: number | null;
  /** What each item's options were permuted by; null: asked in the dataset's order. */
  optionSeed: string | null;
  /** Fields beside the usual ones, such as those that make a server continue a begun answer. */
  extra: unknown;
};

/** What was asked of an endpoint in one run and what came back, as far as its reader may see it. */
export type Receipt = {
  format: "q-bench-receipt-1";
  board: string;
  issuedAt: string;
  submission: { id: string; model: string; kind: "endpoint" | "predictions" };
  /** Null for everyone but the owner and admins. */
  endpoint: {
    protocol: string;
    baseUrl: string;
    model: string;
    concurrency: number;
    extraBody: unknown;
  } | null;
  dataset: {
    slug: string;
    version: number;
    items: number;
    contentHash: string;
    /** SHA-256 over a line of each item's picture hashes, in dataset order; pictures are sent as imported. */
    imagesSha256: string;
    /** Items whose pictures were refused and went in another form; `sent` in items.jsonl says which. */
    converted: number;
  };
  protocol: {
    task: string;
    version: string;
    prompt: string;
    parser: string;
    rung: string | null;
    words: readonly [string, string] | null;
  };
  asking: PromptSettings;
  /** The model's name in the server's own words; more than one where it changed. */
  answeredBy: string[];
  times: {
    startedAt: string | null;
    finishedAt: string | null;
    latencyMs: { median: number | null; p95: number | null };
  };
  /** `price` at the operator's prices of the day, null where the model has none; as its address, for the owner only. */
  tokens: { prompt: number | null; completion: number | null; price: number | null };
  /** Attempts beyond the first of each item, and all repeated requests by cause, waits for rate limits included. */
  retries: number;
  retriesByCause: RetryCounts;
  /** Questions beside the items that tell whether the endpoint stayed what it was; null for a run too short for them. */
  canaries: DriftRecord | null;
  /** Causes of what failed in the end. */
  failures: ErrorGroup[];
  outcomes: Record<string, number>;
  coverage: number | null;
  scores: Record<string, VisibleScore>;
  /** SHA-256 of the run's items.jsonl, as this reader downloads it. */
  itemsSha256: string;
};
