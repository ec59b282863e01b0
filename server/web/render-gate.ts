import { FairSlots, TooManyWaiting } from "#/lib/fair-slots.ts";
import { letOthersWork } from "#/server/web/let-others-work.ts";
import { SharedProcessorTime, type Work } from "#/server/web/shared-processor-time.ts";
import { TimeBudget } from "#/server/web/time-budget.ts";

/** Ends what was begun, so that the next one may begin. */
export type Leave = () => void;

/** Who asks: the network, the account where there is a session, and whether a token of the API was sent along. */
export type Asker = { network: string; account: string | null; hasToken: boolean };

/** A page that is not built now: its asker has had his share, or too many wait. */
export class Refusal extends Error {
  readonly reason: "share" | "full";
  readonly retryAfterSeconds: number;

  constructor(reason: Refusal["reason"], waitMs: number) {
    super(`The page is not built now: ${reason}.`);
    this.reason = reason;
    this.retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  }
}

const mostWaiting = 400;
const mostWaitingOfOne = 64;
const patienceMs = 10_000;
const fullWaitMs = 5000;
/** So many may be under way at once, all but one of them waiting for the database. */
const mostUnderWay = 4;
const lookEveryMs = 100;
const longestTurnMs = 5000;

/** In milliseconds of processor time: what may be taken at once, and the share of a processor in the long run. */
const budgets = {
  visitors: () => new TimeBudget(15_000, 1 / 4),
  members: () => new TimeBudget(60_000, 1 / 2),
  account: () => new TimeBudget(15_000, 1 / 4),
};

type Line = { slots: FairSlots; waiting: number; underWay: number };
const newLine = (): Line => ({
  slots: new FairSlots({ atOnce: 1, ofOne: 1, waiting: mostWaitingOfOne }),
  waiting: 0,
  underWay: 0,
});

/**
 * Whether and when a page is built. Visitors of one network have a share of processor time, and so have each account and
 * all accounts of one network. Visitors and members wait in queues of their own, network by network in turn; each queue
 * gives the event loop one page at a time, and lets everything else have its turn before the next.
 */
export class RenderGate {
  readonly #lines = { visitors: newLine(), members: newLine() };
  readonly #visitors = budgets.visitors();
  readonly #members = budgets.members();
  readonly #accounts = budgets.account();
  readonly #time = new SharedProcessorTime();

  /** Resolves when the page may be built; rejects with a Refusal, or with the signal's reason. */
  async enter(asker: Asker, signal: AbortSignal): Promise<Leave> {
    this.#refuseOverShare(asker);
    const line = isMember(asker) ? this.#lines.members : this.#lines.visitors;
    const endTurn = await turnOf(asker.network, line, signal);
    try {
      // What was asked before it may have used up the share.
      this.#refuseOverShare(asker);
    } catch (refusal) {
      endTurn();
      throw refusal;
    }
    return this.#begin(asker, line, endTurn);
  }

  #begin(asker: Asker, line: Line, endTurn: Leave): Leave {
    const work = this.#time.begin();
    line.underWay += 1;
    const looking = giveWayWhileWaiting(work, line, endTurn);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      clearInterval(looking);
      line.underWay -= 1;
      const ms = work.end();
      for (const [budget, key] of this.#sharesOf(asker)) budget.charge(key, ms);
      void letOthersWork(ms).then(endTurn);
    };
  }

  #refuseOverShare(asker: Asker): void {
    const waitMs = Math.max(...this.#sharesOf(asker).map(([budget, key]) => budget.waitMs(key)));
    if (waitMs > 0) throw new Refusal("share", waitMs);
  }

  #sharesOf(asker: Asker): [TimeBudget, string][] {
    if (!isMember(asker)) return [[this.#visitors, asker.network]];
    const shares: [TimeBudget, string][] = [[this.#members, asker.network]];
    return asker.account === null ? shares : [...shares, [this.#accounts, asker.account]];
  }
}

function isMember({ account, hasToken }: Asker): boolean {
  return account !== null || hasToken;
}

/** While a page waits for the database, another one may have the event loop. */
function giveWayWhileWaiting(work: Work, line: Line, endTurn: Leave): NodeJS.Timeout {
  const startedAt = performance.now();
  return setInterval(() => {
    const turnMs = performance.now() - startedAt;
    const waits = work.ms() < turnMs / 2 && line.underWay < mostUnderWay;
    if (waits || turnMs > longestTurnMs) endTurn();
  }, lookEveryMs);
}

async function turnOf(network: string, line: Line, signal: AbortSignal): Promise<Leave> {
  if (line.waiting >= mostWaiting) throw new Refusal("full", fullWaitMs);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(new Refusal("full", fullWaitMs)), patienceMs);
  line.waiting += 1;
  try {
    return await line.slots.take(network, AbortSignal.any([signal, patience.signal]));
  } catch (error) {
    throw error instanceof TooManyWaiting ? new Refusal("full", fullWaitMs) : error;
  } finally {
    line.waiting -= 1;
    clearTimeout(timer);
  }
}
