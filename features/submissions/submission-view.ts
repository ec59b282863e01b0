import type { RetryCounts } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import type { Task } from "#/evaluation/tasks/task.ts";
import type { ItemPreview } from "#/features/results/item-preview.ts";
import type { VisibleScore } from "#/features/results/visible-scores.ts";
import type { DriftCheckCounts } from "#/features/runs/drift/drift-record.ts";
import type { Reason } from "#/features/runs/pauses/reason-of.ts";
import type { PositionDoubt, RowMatching } from "#/features/submissions/row-matching.ts";

export type RunStatus = "queued" | "running" | "paused" | "finished" | "failed" | "cancelled";
export type SubmissionStatus = RunStatus;

/** What one judge made of a run, or makes: `judged` counts items with all their ratings. */
export type JudgementView = {
  judge: string;
  model: string;
  templateVersion: string;
  isOpen: boolean;
  judged: number;
  scores: Record<string, VisibleScore>;
};

/** `cause` is a sentence without item names, so that equal causes group. */
export type ErrorGroup = { cause: string; count: number };

export type UnpublishedFigures = {
  /** `none`: nothing was scored yet. */
  told: "figure" | "no_better" | "withheld" | "waiting" | "none";
  approval: "none" | "asked" | "refused";
  /** Why an administrator refused. */
  refusal?: string;
};

/**
 * `done` counts items with an answer, `missing` items that ended without one (errors, absent images);
 * done + missing = total when the run has finished. `coverage` is done / total (assessment: items with
 * a value / total), null while the run goes on.
 */
export type RunView = Reason & {
  dataset: string;
  task: Task;
  answers: "public" | "hidden";
  status: RunStatus;
  rung?: string;
  /** Why this scoring mode and no better one, in words; the words asked for, better first; alternatives listed at most. */
  rungReason?: string;
  words?: readonly [string, string];
  topK?: number;
  /** Of an uploaded file: how its rows were matched, where that was recorded, and whether that is in doubt. */
  matched?: RowMatching;
  positionDoubt?: PositionDoubt;
  /** Where a judge rates the answers, the newest first. */
  judgements?: JudgementView[];
  total: number;
  done: number;
  missing: number;
  coverage: number | null;
  scores: Record<string, VisibleScore>;
  /** Where answers are hidden and the figures not published yet: what is told of them, and whether their publication was asked for. */
  unpublished?: UnpublishedFigures;
  resumeAt: string | null;
  ratePerSecond: number | null;
  secondsLeft: number | null;
  errors: ErrorGroup[];
  /** Repeated requests by what caused them. */
  retries: RetryCounts;
  /** Items whose pictures were refused as they are and went in another form; 0 until the run has ended. */
  converted: number;
  /** Questions beside the items that tell whether the endpoint has changed; absent while none was asked. */
  canaries?: DriftCheckCounts;
  lastItems: ItemPreview[];
  protocolVersion: string;
  promptVersion: string;
  parserVersion: string;
  startedAt: string | null;
  finishedAt: string | null;
};

export type SubmissionView = {
  id: string;
  url: string;
  kind: "endpoint" | "predictions";
  status: SubmissionStatus;
  reason: string | null;
  model: { slug: string; name: string; organization: string | null; url: string | null };
  /** Null for everyone but the owner and admins. */
  endpoint: {
    protocol: string;
    baseUrl: string;
    model: string;
    concurrency: number;
    keyStored: boolean;
  } | null;
  publishedAt: string | null;
  createdAt: string;
  /** The owner's display name. */
  submittedBy: string;
  /** Why an administrator withdrew it and keeps it withdrawn; null where none did, and for everyone but the owner and admins. */
  lockReason: string | null;
  may: Record<
    "cancel" | "retry" | "publish" | "unpublish" | "rejudge" | "verify" | "rename" | "lock" | "unlock",
    boolean
  >;
  runs: RunView[];
};

export type SubmissionSummary = {
  id: string;
  url: string;
  status: SubmissionStatus;
  model: { slug: string; name: string };
  datasets: string[];
  total: number;
  done: number;
  missing: number;
  publishedAt: string | null;
  createdAt: string;
};

export type SubmissionAnswer = { id: string; status: SubmissionStatus; url: string };
