import { median } from "#/bench/figure.ts";
import { allAttacks } from "#/bench/strangers/all-attacks.ts";
import { type Attack, kinds } from "#/bench/strangers/attack.ts";
import { AttackedBoard } from "#/bench/strangers/attacked-board.ts";
import { ChildTalk } from "#/bench/strangers/child-talk.ts";
import { openAccount } from "#/bench/strangers/staged-sets.ts";
import type { StrangerOrder, StrangerReport } from "#/bench/strangers/stranger-process.ts";
import { nothingTold, type Told } from "#/bench/strangers/told.ts";
import { type Idle, idleFor, keptTooMuch, type Measured, problems } from "#/bench/strangers/verdict.ts";
import { verdictLine, verdictTable } from "#/bench/strangers/verdict-table.ts";
import { withBenchBoard } from "#/bench/with-bench-board.ts";

/** In so short a time noise of the machine may weigh more than an attack: what does not hold is tried a second time. */
const quick = { seconds: 1.5, idleSeconds: 0.6, settleSeconds: 5, firstSeconds: 2, isSecondTried: true };
const full = { seconds: 4, idleSeconds: 1.5, settleSeconds: 30, firstSeconds: 8, isSecondTried: false };
/** More than any attack lets the other user's run do. */
const itemsOfAttack = 8_000;
const neighbourCalls = 32;

type Pace = typeof full;

export function quickAttacks(): Attack[] {
  return allAttacks.filter(({ isQuick }) => isQuick);
}

/** Attacks a running board, one attack after another; resolves with whether all bounds hold. */
export async function strangers(args: string[]): Promise<boolean> {
  const startedAt = performance.now();
  const isQuick = args.includes("--quick");
  const pace = isQuick ? quick : full;
  const attacks = chosen(
    args.filter((arg) => !arg.startsWith("--")),
    isQuick,
  );
  const { all, kept } = await withBenchBoard((bench) =>
    AttackedBoard.within(bench, (board) => attackAll(board, attacks, pace)),
  );
  console.log(verdictTable(all));
  const failed = all.filter((measured) => problems(measured).length > 0);
  for (const measured of failed) console.log(`\n${verdictLine(measured)}`);
  if (kept) console.log(`\n${kept}`);
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`\n${all.length - failed.length} of ${all.length} attacks hold, in ${seconds.toFixed(0)} s.`);
  return failed.length === 0 && kept === null;
}

/** By name or by kind; all, or of each kind one. */
function chosen(asked: string[], isQuick: boolean): Attack[] {
  const unknown = asked.find((key) => !allAttacks.some(({ name, kind }) => name === key || kind === key));
  if (unknown)
    throw new Error(
      `There is no attack "${unknown}": ${allAttacks.map(({ name }) => name).join(", ")}; or a kind: ${kinds.join(", ")}.`,
    );
  const listed = isQuick ? quickAttacks() : allAttacks;
  return asked.length === 0
    ? listed
    : allAttacks.filter(({ name, kind }) => asked.includes(name) || asked.includes(kind));
}

type Report = { all: Measured[]; kept: string | null };

async function attackAll(board: AttackedBoard, attacks: Attack[], pace: Pace): Promise<Report> {
  const idle = await firstIdle(board, pace);
  const all: Measured[] = [];
  for (const attack of attacks) {
    const measured = await attackOnce(board, attack, idle, pace);
    console.error(verdictLine(measured));
    const holds = problems(measured).length === 0;
    if (holds || !pace.isSecondTried) all.push(measured);
    else {
      const again = await attackOnce(board, attack, idle, pace);
      console.error(`Once more: ${verdictLine(again)}`);
      all.push(again);
    }
  }
  return { all, kept: keptTooMuch(idle, await board.idleFor(pace.firstSeconds)) };
}

async function firstIdle(board: AttackedBoard, { firstSeconds }: Pace): Promise<Idle> {
  await board.idleFor(firstSeconds);
  const first = await board.idleFor(firstSeconds);
  const refused = Object.entries(first.refused).map(([what, times]) => `${what}, ${times} ×`);
  if (refused.length > 0)
    throw new Error(`Without an attack others were answered ${refused.join("; ")}: nothing can be measured.`);
  await board.neighbour.keepRunning(1, neighbourCalls);
  await board.idleFor(1);
  const besideNeighbour = await board.idleFor(firstSeconds);
  await board.neighbour.stop();
  const per = ({ itemsPerSecond }: typeof first) => `${itemsPerSecond.toFixed(0)} items/s`;
  console.error(
    `Without an attack: ${per(first)}, ${per(besideNeighbour)} beside an honest neighbour with ${neighbourCalls} calls in flight;` +
      ` health ${first.longest.health.toFixed(2)} s, page ${first.longest.page.toFixed(2)} s, API call ${first.longest.api.toFixed(2)} s at most;` +
      ` web ${first.webMb.toFixed(0)} MB, worker ${first.workerMb.toFixed(0)} MB; an honest file of 40,000 answers took ${board.uploadSeconds.toFixed(1)} s.`,
  );
  return {
    windows: [first],
    besideNeighbour,
    webMb: besideNeighbour.webMb,
    workerMb: besideNeighbour.workerMb,
  };
}

async function attackOnce(board: AttackedBoard, attack: Attack, idle: Idle, pace: Pace): Promise<Measured> {
  const { user: _, ...account } = await openAccount(attack.name, attack.submissionsADay);
  const stranger = new ChildTalk<StrangerOrder, StrangerReport>("bench/strangers/stranger-process.ts");
  try {
    const told: Told[] = [];
    await stranger.ask({ prepare: attack.name, stage: board.stage, account });
    await board.keepRunning(itemsOfAttack);
    idle.windows.push(await board.idleFor(pace.idleSeconds));
    const seen = await board.measure(async () => {
      const report = await stranger.ask({ strike: Math.max(pace.seconds, attack.leastSeconds ?? 0) });
      if ("struck" in report) told.push(report.struck);
    });
    const runEnded = await board.keepRunning(1);
    const hasRecovered = await recovers(board, idle, pace);
    if (!hasRecovered) await board.startAgain();
    await stranger.ask({ leave: true });
    await recovers(board, idle, pace);
    return {
      attack,
      ...seen,
      told: told[0] ?? nothingTold(),
      runEnded,
      hasRecovered,
      idle: idleFor(attack, idle),
    };
  } finally {
    stranger.end();
  }
}

/** Waits until the board goes on as before, so that no attack is charged with what another one left; not for ever. */
async function recovers(board: AttackedBoard, { windows }: Idle, { settleSeconds }: Pace): Promise<boolean> {
  const usual = median(windows.map(({ itemsPerSecond }) => itemsPerSecond));
  const usualWait = median(windows.map(({ longest }) => longest.health));
  const startedAt = performance.now();
  while (performance.now() - startedAt < settleSeconds * 1000) {
    const { longest, itemsPerSecond } = await board.idleFor(0.4);
    if (longest.health < Math.max(0.3, 2 * usualWait) && itemsPerSecond > usual / 2) return true;
  }
  return false;
}
