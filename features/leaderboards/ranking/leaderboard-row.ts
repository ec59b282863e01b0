import type { CorrelationMeasure } from "#/evaluation/statistics/correlation-interval.ts";
import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import type { DatasetGroups } from "#/features/datasets/groups-of.ts";
import type { MeasuredAs } from "#/features/leaderboards/entries/measured-as.ts";
import type { JudgeFacts } from "#/features/leaderboards/entries/published-entry.ts";
import type { AnswerVisibility, EntrySource, ModelKind, Task } from "#/prisma/generated/client.ts";

/** Slice → accuracy. */
export type PerceptionScores = Record<string, Estimate>;
type Correlations = Record<CorrelationMeasure, Estimate>;
/** `argmax`: what saying the likelier word would have given; absent where only the result is known. */
export type AssessmentScore = Correlations & { argmax?: Correlations; measured?: MeasuredAs };
/** Dataset slug (or `average`) → correlations. */
export type AssessmentScores = Record<string, AssessmentScore>;
type Share = "p0" | "p1" | "p2";
/** `shares`: the same with their intervals. */
type DimensionScore = Estimate & Record<Share, number | null> & { shares: Record<Share, Estimate> };
/** `completeness`, `precision`, `relevance` → 0 to 2; `sum` → 0 to 6; `invalid` → share of ratings. */
export type DescriptionScores = Record<string, Estimate | DimensionScore>;

/** Places are within the row's table. All null where the row is not ranked; best and worst also where no test is possible. */
export type Rank = { value: number | null; best: number | null; worst: number | null };

/** How a row was tested against the others: on the same items, from figures alone, or some so and some so. */
export type RankTest = "paired" | "unpaired" | "mixed";

/** The smallest difference between two ranked rows that a test at 95 % would show, before correction for many. */
export type SmallestDifference = { value: number; paired: boolean };

export type LeaderboardRow<Scores> = {
  model: { slug: string; name: string; kind: ModelKind; organization: string | null };
  source: EntrySource;
  rank: Rank;
  rankTest: RankTest | null;
  coverage: number;
  /** Share of the items asked with converted pictures; only where there are any. */
  converted?: number;
  scores: Scores;
  /** Only rows of one table are comparable: a pipeline, a group of scoring modes, a judge and its templates. */
  table: string;
  /** False of uploaded answers that nobody vouches for, null of figures that were published elsewhere. */
  verified: boolean | null;
  /** The display name of who submitted it. */
  submittedBy?: string;
  rung: string | null;
  reportedBy: string | null;
  protocolVersion: string | null;
  promptVersion: string | null;
  parserVersion: string | null;
  /** When it was published here, as ISO 8601. */
  date: string;
  submissionId: string | null;
  /** Its answers were read by another parser version than today's, until they are read again. */
  olderParser?: true;
  /** Only of a board as of an earlier day: taken back since. */
  withdrawn?: true;
};

export type LeaderboardDataset = {
  slug: string;
  /** Null where only reported rows exist and the dataset was never imported here. */
  version: number | null;
  items: number | null;
  /** Where its items are not independent. */
  groups: DatasetGroups | null;
  answers: AnswerVisibility | null;
  generated: boolean;
  date: string | null;
};

type Leaderboard<Scores, Name extends Task> = {
  task: Name;
  /** Null for assessment over all databases, and where nothing is published yet. */
  dataset: LeaderboardDataset | null;
  /** Keys of `scores` in reading order. */
  columns: string[];
  /** Tables in reading order; rows come in this order too, ranked ones first. */
  tables: string[];
  rows: LeaderboardRow<Scores>[];
  /** By table, in the figure that ranks; none where it cannot be said. */
  smallestDifference: Record<string, SmallestDifference>;
  /** Only where the board of an earlier day was asked for. */
  asOf?: AsOf;
};

/** What was asked for, the moment it means (ISO 8601), and what changed since. */
export type AsOf = { asked: string; moment: string; rowsToday: number; withdrawnSince: number };

export type PerceptionLeaderboard = Leaderboard<PerceptionScores, "perception">;
/** `judges`: whose ratings a table rests on, by its key; not in the API: see `leaderboardAnswer`. */
export type DescriptionLeaderboard = Leaderboard<DescriptionScores, "description"> & {
  judges: Readonly<Record<string, JudgeFacts>>;
};
export type AssessmentLeaderboard = Leaderboard<AssessmentScores, "assessment">;
export type AnyLeaderboard = PerceptionLeaderboard | DescriptionLeaderboard | AssessmentLeaderboard;

/** The board of one task; of any where the task is not known beforehand. */
export type LeaderboardOf<Name extends Task> = Extract<AnyLeaderboard, { task: Name }>;

export type LeaderboardOptions = {
  /** Only this table. */
  table?: string;
  /** Also exact values and small slices of hidden-answer sets; for administrators only. */
  exact?: boolean;
  /** The board as it stood at this moment. */
  asOf?: Date;
};
