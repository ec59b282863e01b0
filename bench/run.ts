import { csvStream } from "#/bench/csv-stream.ts";
import { type Figure, figureTable, holds } from "#/bench/figure.ts";
import { leaderboardLoad } from "#/bench/leaderboard-load.ts";
import { pageWeight } from "#/bench/page-weight.ts";
import { bootstrapSrcc, scorePredictionsFile } from "#/bench/score-predictions.ts";
import { throughput } from "#/bench/throughput.ts";
import { withBenchBoard } from "#/bench/with-bench-board.ts";
import { sayError } from "#/scripts/say-error.ts";

const benches = {
  throughput,
  "page-weight": pageWeight,
  "leaderboard-load": leaderboardLoad,
  "csv-stream": csvStream,
  "score-predictions": scorePredictionsFile,
  bootstrap: bootstrapSrcc,
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in benches));
if (unknown) {
  console.error(`There is no bench "${unknown}". Choose of ${Object.keys(benches).join(", ")}.`);
  process.exitCode = 2;
} else await measure().catch(sayError);

async function measure(): Promise<void> {
  const figures = await withBenchBoard(async (board) => {
    const measured: Figure[] = [];
    for (const [name, bench] of Object.entries(benches)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      console.error(`${name} …`);
      measured.push(...[await bench(board)].flat());
    }
    return measured;
  });
  console.log(figureTable(figures));
  process.exitCode = figures.every(holds) ? 0 : 1;
}
