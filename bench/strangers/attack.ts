import type { Stranger } from "#/bench/strangers/stranger.ts";

/** What a board can be attacked by; the quick list has one of each. */
export const kinds = [
  "patterns in files",
  "patterns in replies",
  "long text",
  "workbook",
  "packed file",
  "large upload",
  "table file",
  "JSON file",
  "refusal",
  "page flood",
  "download",
  "image optimizer",
  "write loop",
  "worker share",
  "endpoint transport",
  "slow connection",
  "request header",
  "form post",
  "sign-in",
  "odd text",
] as const;

export type Kind = (typeof kinds)[number];

export type Attack = {
  name: string;
  kind: Kind;
  /** One line: what is sent where, and what it is meant to exhaust. */
  what: string;
  /** It is in the quick list too. */
  isQuick?: true;
  /** Its run is worked at by the worker, so the other user is compared with one who has an honest neighbour. */
  takesWorker?: true;
  /** At least so many seconds, where what it does takes long to show. */
  leastSeconds?: number;
  /** Submissions that the stranger has in a day, where not the usual ones. */
  submissionsADay?: number;
  /** Builds what is sent, in nobody's time, and returns what does it for as long as the stranger's time runs. */
  prepare(stranger: Stranger): Promise<() => Promise<void>> | (() => Promise<void>);
};
