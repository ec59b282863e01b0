import type { Backend } from "#/bench/faults/queue-store.ts";
import type { RunContext } from "#/bench/faults/run-context.ts";
import type { Interference, Twist } from "#/bench/faults/seeded-endpoint.ts";

export type Fault = {
  key: string;
  title: string;
  /** What fails: the board's own parts, the endpoint, or the order in which people act. */
  family: "K" | "E" | "U";
  /** Where it can happen; on both when absent. */
  backend?: Backend;
  /** Items of an execution as a multiple of the bench's size, 1 when absent. */
  size?: number;
  workers?: number;
  latencyMs?: number;
  settings?: Record<string, string>;
  /** Calls beyond one an item, as a part of all; not bounded when absent, as with every fault of the endpoint. */
  mostExtra?: number;
  /** What the endpoint does from the first call on. */
  interfere?: (seed: number) => Interference;
  /** Makes it a run of the assessment task whose log-probabilities are twisted. */
  twist?: (seed: number) => Twist;
  /** How many submissions call the endpoint, each within its own concurrency; 1 when absent. */
  submissions?: number;
  /** A small dataset is run before the large one. */
  hasForerun?: boolean;
  /** Resolves when the fault is over; the run goes on meanwhile. */
  disturb(context: RunContext, isOver: () => boolean): Promise<void>;
  /** What an item came to that the endpoint gave no honest answer to; null where the result must be the same. */
  spoilt?: (seed: number, item: number) => RegExp | null;
  /** One line for everything else that does not hold at the end. */
  check?: (context: RunContext) => Promise<string[]>;
  /** May end as cancelled. */
  mayBeCancelled?: boolean;
};

export const nothing = async () => {};
