import { setPriority } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { allAttacks } from "#/bench/strangers/all-attacks.ts";
import { answerParent } from "#/bench/strangers/answer-parent.ts";
import type { Account, Stage } from "#/bench/strangers/stage.ts";
import { Stranger } from "#/bench/strangers/stranger.ts";
import type { Told } from "#/bench/strangers/told.ts";

export type StrangerOrder =
  | { prepare: string; stage: Stage; account: Account }
  | { strike: number }
  | { leave: true };
export type StrangerReport = { ready: true } | { struck: Told } | { left: true };

const patienceSeconds = 30;

// What the attackers' own programs take of this machine would be another machine's.
setPriority(10);

let current: { stranger: Stranger; strike: () => Promise<void> } | null = null;

answerParent(obey);

async function obey(order: StrangerOrder): Promise<StrangerReport> {
  if ("prepare" in order) {
    const attack = allAttacks.find(({ name }) => name === order.prepare);
    if (!attack) throw new Error(`There is no attack ${order.prepare}.`);
    const stranger = new Stranger(order.stage, order.account);
    const prepare = async () => attack.prepare(stranger);
    const prepared = await prepare().catch((error: unknown) => () => Promise.reject(error));
    current = { stranger, strike: prepared };
    return { ready: true };
  }
  if (!current) throw new Error("Nothing is prepared.");
  const { stranger, strike } = current;
  if ("leave" in order) {
    current = null;
    await stranger.leave();
    return { left: true };
  }
  stranger.startClock(order.strike);
  await Promise.race([strike(), lastsTooLong(order.strike)]).catch((error) => {
    stranger.told.trouble = error instanceof Error ? (error.stack ?? error.message) : String(error);
  });
  return { struck: stranger.told };
}

/** An attack ends by itself when its time is over and its last answers have come, or are given up. */
async function lastsTooLong(seconds: number): Promise<never> {
  await delay((seconds + patienceSeconds) * 1000, undefined, { ref: false });
  throw new Error(`The attack did not end within ${seconds + patienceSeconds} s.`);
}
