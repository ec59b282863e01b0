import type { ScoreRow } from "#/evaluation/statistics/estimate.ts";
import type { EntrySource, Judge, ModelKind, Task } from "#/prisma/generated/client.ts";

/** What a table says of the judge that it is about. */
export type JudgeFacts = Pick<Judge, "model" | "templateVersion" | "rounds" | "temperature">;

/** A published entry as the leaderboard reads it. */
export type PublishedEntry = {
  id: number;
  runId?: number | null;
  task: Task;
  datasetSlug: string;
  source: EntrySource;
  pipeline: string;
  judgeId: number | null;
  /** Whose ratings its scores rest on. */
  judge: JudgeFacts | null;
  reportedBy: string | null;
  protocolVersion: string | null;
  promptVersion: string | null;
  parserVersion: string | null;
  rung: string | null;
  coverage: number;
  datasetId: number | null;
  /** When it was tested against the others on the same items; null: not yet, or it has no items here. */
  comparedAt: Date | null;
  /** Of uploaded answers: since when somebody vouches for them. */
  verifiedAt: Date | null;
  /** Since when it is to be seen: not before it was scored. */
  publishedAt: Date;
  model: { slug: string; name: string; kind: ModelKind; organization: string | null };
  submission: { id: string; ownerId: string } | null;
  /** The owner's display name; null where nobody submitted it. */
  submittedBy: string | null;
  /** Whether the answers of its dataset are hidden. */
  hidden: boolean;
  /** Only of an earlier day's entries: taken back since, so its answers are private again. */
  withdrawn?: boolean;
  scores: ScoreRow[];
};
