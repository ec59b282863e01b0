import type { SchemaName } from "#/app/api/openapi/schemas.ts";

export type Operation = {
  id: string;
  method: "get" | "post";
  path: string;
  query?: string[];
  headers?: string[];
  body?: SchemaName;
  /** The body is a file of any of the formats that are read. */
  file?: true;
  status?: number;
  /** A schema, or the media type of what is not JSON. */
  answer: SchemaName | `${string}/${string}`;
  /** A second way to answer, such as that of a dry run. */
  otherwise?: { status: number; answer: SchemaName };
  /** What follows the address in the curl example. */
  example?: string;
};

const tableQuery = ["dataset", "asof", "view", "sort", "q", "kind", "pin", "mean"];
const submission = "/api/v1/submissions/{id}";
const exampleBody = {
  model: { name: "My model" },
  endpoint: { protocol: "openai", baseUrl: "https://api.example.org/v1", model: "my-model", apiKey: "sk-…" },
  datasets: ["llvisionqa-dev"],
};

/** Everything the API offers; texts are in messages/<language>/apiDocs.json under the id. */
export const operations: readonly Operation[] = [
  {
    id: "leaderboard",
    method: "get",
    path: "/api/v1/leaderboards/{task}",
    query: tableQuery,
    answer: "Leaderboard",
  },
  {
    id: "leaderboardCsv",
    method: "get",
    path: "/api/v1/leaderboards/{task}.csv",
    query: [...tableQuery, "cols"],
    answer: "text/csv",
  },
  { id: "datasets", method: "get", path: "/api/v1/datasets", answer: "DatasetList" },
  { id: "model", method: "get", path: "/api/v1/models/{slug}", answer: "Model" },
  {
    id: "image",
    method: "get",
    path: "/api/v1/images/{hash}",
    answer: "image/*",
  },
  {
    id: "submit",
    method: "post",
    path: "/api/v1/submissions",
    headers: ["Idempotency-Key"],
    body: "SubmissionInput",
    status: 201,
    answer: "SubmissionAnswer",
    example: `--json '${JSON.stringify(exampleBody)}'`,
  },
  {
    id: "probe",
    method: "post",
    path: "/api/v1/submissions/probe",
    body: "EndpointInput",
    answer: "EndpointProbe",
    example: `--json '${JSON.stringify(exampleBody.endpoint)}'`,
  },
  {
    id: "dryRun",
    method: "post",
    path: "/api/v1/submissions/dry-run",
    body: "DryRunInput",
    answer: "DryRun",
    example: `--json '${JSON.stringify({ endpoint: exampleBody.endpoint, dataset: "llvisionqa-dev" })}'`,
  },
  {
    id: "predictions",
    method: "post",
    path: "/api/v1/predictions",
    query: ["dataset", "model", "words", "filter", "dry-run", "filename"],
    file: true,
    status: 201,
    answer: "SubmissionAnswer",
    otherwise: { status: 200, answer: "PredictionsReport" },
    example: "--data-binary @predictions.json",
  },
  { id: "submissions", method: "get", path: "/api/v1/submissions", answer: "SubmissionList" },
  { id: "submission", method: "get", path: submission, answer: "Submission" },
  {
    id: "events",
    method: "get",
    path: `${submission}/events`,
    answer: "text/event-stream",
    example: "--no-buffer",
  },
  {
    id: "itemsCsv",
    method: "get",
    path: `${submission}/runs/{dataset}/items.csv`,
    answer: "text/csv",
    example: "--remote-name --remote-header-name",
  },
  {
    id: "itemsJsonl",
    method: "get",
    path: `${submission}/runs/{dataset}/items.jsonl`,
    answer: "application/jsonl",
    example: "--remote-name --remote-header-name",
  },
  { id: "receiptKey", method: "get", path: "/api/v1/receipts/key", answer: "ReceiptKey" },
  {
    id: "receipt",
    method: "get",
    path: `${submission}/runs/{dataset}/receipt`,
    answer: "application/json",
    example: "--remote-name --remote-header-name",
  },
  {
    id: "cancel",
    method: "post",
    path: `${submission}/cancel`,
    answer: "SubmissionAnswer",
  },
  {
    id: "retry",
    method: "post",
    path: `${submission}/retry`,
    body: "RetryInput",
    answer: "SubmissionAnswer",
    example: `--json '{"apiKey":"sk-…"}'`,
  },
  {
    id: "publish",
    method: "post",
    path: `${submission}/publish`,
    query: ["name"],
    answer: "SubmissionAnswer",
  },
  {
    id: "unpublish",
    method: "post",
    path: `${submission}/unpublish`,
    answer: "SubmissionAnswer",
  },
  {
    id: "openapi",
    method: "get",
    path: "/api/v1/openapi.json",
    answer: "application/json",
  },
  { id: "health", method: "get", path: "/api/health", answer: "Health" },
  { id: "ready", method: "get", path: "/api/ready", answer: "Health" },
  { id: "metrics", method: "get", path: "/api/metrics", answer: "text/plain" },
];
