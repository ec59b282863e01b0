import { median } from "#/bench/figure.ts";
import type { Attack } from "#/bench/strangers/attack.ts";
import type { Probe, Summary } from "#/bench/strangers/summary.ts";
import { isFailure, type Told } from "#/bench/strangers/told.ts";

/** In seconds, on a machine that is otherwise idle. */
const longestWait = 1;
/** Where even without an attack somebody waits long, the machine is not idle: then so many times that. */
const timesIdle = 3;
const leastItems = 0.7;
const mostWebMb = 200;
/** The board's page for what is not there has 13 kB; one that repeats what was sent has many times as much. */
const mostToldBytes = 16 * 1024;

export const probes: readonly Probe[] = ["health", "page", "api"];

/** The same board without an attack, in the same run of the bench. */
export type Idle = { windows: Summary[]; besideNeighbour: Summary; webMb: number; workerMb: number };

export type Measured = {
  attack: Attack;
  seconds: number;
  summary: Summary;
  told: Told;
  /** What ended and was started again meanwhile. */
  crashes: string[];
  /** How the other user's run ended, where that was not well. */
  runEnded: string | null;
  /** It went on as before soon after the attack. */
  hasRecovered: boolean;
  idle: { longest: Record<Probe, number>; itemsPerSecond: number; webMb: number; workerMb: number };
};

/** Memory is compared with what it was right before, for an attack is charged with what it does itself. */
export function idleFor({ takesWorker }: Attack, idle: Idle): Measured["idle"] {
  const middle = (of: (summary: Summary) => number) => median(idle.windows.map(of));
  const alone = middle(({ itemsPerSecond }) => itemsPerSecond);
  return {
    longest: {
      health: middle(({ longest }) => longest.health),
      page: middle(({ longest }) => longest.page),
      api: middle(({ longest }) => longest.api),
    },
    itemsPerSecond: takesWorker ? Math.min(alone, idle.besideNeighbour.itemsPerSecond) : alone,
    webMb: Math.max(idle.webMb, idle.windows.at(-1)?.webMb ?? 0),
    workerMb: Math.max(idle.workerMb, idle.windows.at(-1)?.workerMb ?? 0),
  };
}

/** What the web process has kept of all attacks; null where that is not too much. */
export function keptTooMuch(idle: Idle, after: Summary): string | null {
  const kept = after.webMb - idle.webMb;
  return kept <= mostWebMb ? null : `After all, the web process is ${kept.toFixed(0)} MB larger than before.`;
}

export function itemsRatio({ summary, idle }: Measured): number {
  return summary.itemsPerSecond / idle.itemsPerSecond;
}

/** One line for each bound that does not hold. */
export function problems(measured: Measured): string[] {
  const { summary, told, idle, crashes, runEnded, hasRecovered } = measured;
  const waits = probes.flatMap((probe) => {
    const most = Math.max(longestWait, timesIdle * idle.longest[probe]);
    const waited = summary.longest[probe];
    return waited <= most
      ? []
      : [`${probe} was waited for ${waited.toFixed(2)} s, at most ${most.toFixed(2)} s`];
  });
  const refused = Object.entries(summary.refused).map(
    ([what, times]) => `others were answered ${what}, ${times} ×`,
  );
  const items = itemsRatio(measured);
  const grown = summary.webMb - idle.webMb;
  return [
    ...waits,
    ...refused,
    ...(items >= leastItems
      ? []
      : [`the other user had ${items.toFixed(2)} × the items, at least ${leastItems} ×`]),
    ...(grown <= mostWebMb
      ? []
      : [`the web process grew by ${grown.toFixed(0)} MB, at most ${mostWebMb} MB`]),
    ...(told.largestRefusalBytes <= mostToldBytes
      ? []
      : [`a refusal has ${told.largestRefusalBytes} bytes, at most ${mostToldBytes}`]),
    ...Object.keys(told.statuses)
      .filter((status) => isFailure(Number(status)))
      .map((status) => `the stranger was answered ${status}: ${told.firstFailure}`),
    ...(hasRecovered ? [] : ["the board had not come back when the bench started it again"]),
    ...(runEnded ? [`the other user's run is ${runEnded}`] : []),
    ...(told.trouble ? [`the bench could not attack: ${told.trouble}`] : []),
    ...crashes,
  ];
}
