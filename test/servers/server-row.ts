import type { RetryCounts } from "#/evaluation/endpoints/decorators/retry-tally.ts";
import type { Protocol } from "#/evaluation/endpoints/protocols.ts";
import type { CheckId, ProbeCheck } from "#/evaluation/probe/probe-report.ts";
import type { ScoringModeId } from "#/evaluation/tasks/assessment/scoring-mode.ts";
import type { Habits } from "#/test/habit-server.ts";
import { habitServer } from "#/test/habit-server.ts";
import type { ReceivedCall } from "#/test/misbehaving-endpoint.ts";
import { json, type Misbehaviour, ok } from "#/test/misbehaviours.ts";
import { readNumbered } from "#/test/numbered-picture.ts";
import { picturesIn, sayNumbers } from "#/test/seeing-server.ts";

export type Serve = (call: ReceivedCall) => Misbehaviour;

/** One kind of server: how it behaves, and what the board has to find out and report about it. */
export type ServerRow = {
  name: string;
  protocol?: Protocol;
  /** What follows the origin; `/v1` by default. */
  address?: string;
  extraBody?: Record<string, unknown>;
  /** Afresh for every test. */
  serve: () => Serve;
  /** A server's own words for a wrong key; OpenAI's by default. */
  refusal?: (message: string) => Misbehaviour;
  probe: {
    usable: boolean;
    rung: ScoringModeId | null;
    checks?: Partial<Record<CheckId, ProbeCheck["status"]>>;
    words?: Partial<Record<CheckId, RegExp>>;
  };
  run: {
    rung: ScoringModeId;
    /** Of the twenty questions. */
    outcomes: Record<string, number>;
    /** Of the twenty ratings, at least; null where all are alike. */
    srcc?: number | null;
    /** Of the questions; those for the token limit are counted apart, because calls in flight meet it together. */
    retries?: RetryCounts;
    renegotiates?: boolean;
    converted?: number;
    errors?: RegExp;
    /** Ratings that could not be read, and why. */
    unrated?: { count: number; because: RegExp };
  };
};

type Twists = {
  /** Goes before everything else; null lets the call through. */
  first?: (call: ReceivedCall) => Misbehaviour | null;
  /** Instead of the right letter, for question `item`. */
  item?: (item: number, call: ReceivedCall) => Misbehaviour | null;
};

export const askedItem = ({ body }: ReceivedCall): number | null => {
  const found = /Item (\d+):/.exec(JSON.stringify(body))?.[1];
  return found === undefined ? null : Number(found);
};

export const letterOf = (item: number): string => "ABC"[item % 3] ?? "";

/** A server with eyes: it reads the number of each picture, from which the answers and ratings follow. */
export function sighted(habits: Habits, { first, item }: Twists = {}): Serve {
  return (call) => async (response) => {
    const early = first?.(call);
    if (early) return early(response);
    if (call.method === "GET") return json({ object: "list", data: [{ id: "m" }] })(response);
    const numbers = await sayNumbers(call.body);
    if (numbers !== null) return ok(numbers)(response);
    const [picture] = picturesIn(call.body);
    const shown = (picture ? await readNumbered(picture) : null) ?? 0;
    const asked = askedItem(call);
    const others = asked === null ? habitServer({ ...habits, quality: shown })(call) : null;
    const said = asked === null ? null : (item?.(asked, call) ?? ok(letterOf(shown)));
    await (others ?? said ?? ok(""))(response);
  };
}

/** The behaviour at the first call that asks about an item, null at all later ones. */
export function firstTime(item: number, behaviour: Misbehaviour) {
  let isOver = false;
  return (asked: number): Misbehaviour | null => {
    if (asked !== item || isOver) return null;
    isOver = true;
    return behaviour;
  };
}
