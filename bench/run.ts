import { accuracy } from "#/bench/accuracy/accuracy.ts";
import { csvStream } from "#/bench/csv-stream.ts";
import { faults } from "#/bench/faults/faults.ts";
import { type Figure, figureTable, holds } from "#/bench/figure.ts";
import { largeTable } from "#/bench/large-table.ts";
import { leaderboardLoad } from "#/bench/leaderboard-load.ts";
import { lighthouseScores } from "#/bench/lighthouse.ts";
import { pageWeight } from "#/bench/page-weight.ts";
import { scaling } from "#/bench/scaling.ts";
import { correlationSpeed, scorePredictionsFile } from "#/bench/score-predictions.ts";
import { strangers } from "#/bench/strangers/strangers.ts";
import { tenMillion } from "#/bench/ten-million.ts";
import { throughput } from "#/bench/throughput.ts";
import { type BenchBoard, withBenchBoard } from "#/bench/with-bench-board.ts";
import { printError } from "#/server/print-error.ts";

type Bench = (board: BenchBoard) => Promise<Figure | Figure[]>;

const benches: Record<string, Bench> = {
  throughput,
  "page-weight": pageWeight,
  "leaderboard-load": leaderboardLoad,
  "large-table": largeTable,
  "csv-stream": csvStream,
  "score-predictions": scorePredictionsFile,
  bootstrap: correlationSpeed,
};

/** Minutes each, so only by name. */
const longBenches: Record<string, Bench> = {
  scaling,
  lighthouse: lighthouseScores,
  "ten-million": tenMillion,
};

/** With tables and arguments of their own; each says whether all its bounds hold. */
const judging: Record<string, (args: string[]) => Promise<boolean>> = { faults, strangers, accuracy };

const known = { ...benches, ...longBenches };
const asked = process.argv.slice(2);
const judged = asked[0] === undefined ? undefined : judging[asked[0]];
const unknown = !judged && asked.find((name) => !(name in known));
if (unknown) {
  const names = [...Object.keys(known), ...Object.keys(judging)].join(", ");
  console.error(`There is no bench "${unknown}". Choose of ${names}.`);
  process.exitCode = 2;
} else if (judged) {
  // Whoever was interrupted leaves processes behind, which end with this one.
  process.exit((await judged(asked.slice(1)).catch(printError)) ? 0 : 1);
} else await measure(asked.length > 0 ? asked : Object.keys(benches)).catch(printError);

/** Each on a board of its own, so that none finds what another one left. */
async function measure(names: string[]): Promise<void> {
  const figures: Figure[] = [];
  for (const name of names) {
    console.error(`${name} …`);
    const measured = await withBenchBoard(async (board) => (await known[name]?.(board)) ?? []);
    figures.push(...[measured].flat());
  }
  console.log(figureTable(figures));
  const byName = [...Object.keys(longBenches), ...Object.keys(judging)].join(", ");
  if (asked.length === 0) console.error(`Only by name: ${byName}.`);
  process.exitCode = figures.every(holds) ? 0 : 1;
}
