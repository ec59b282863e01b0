import { emptyPageWeight } from "#/bench/empty-page.ts";
import type { Figure } from "#/bench/figure.ts";
import { scriptWeight } from "#/bench/script-weight.ts";
import type { BenchBoard } from "#/bench/with-bench-board.ts";
import { withWeb } from "#/bench/with-web.ts";
import { seedReported } from "#/features/reported/seed-reported.ts";

const kB = (bytes: number) => bytes / 1000;

/** JavaScript that the leaderboard loads first, against an empty page of the same framework. */
export async function pageWeight(board: BenchBoard): Promise<Figure> {
  await seedReported();
  const page = kB(await withWeb(board, (address) => weightOf(`${address}/leaderboard/perception`)));
  const empty = kB(await emptyPageWeight());
  return {
    name: "leaderboard, first-load JavaScript (gzip) above an empty page",
    measured: `${page.toFixed(1)} kB`,
    against: `${empty.toFixed(1)} kB`,
    value: page - empty,
    unit: "kB",
    bound: { most: 40 },
  };
}

async function weightOf(url: string): Promise<number> {
  const html = await (await fetch(url)).text();
  if (!html.includes("</table>")) throw new Error(`${url} has no table in the server's HTML.`);
  return scriptWeight(
    html,
    async (source) => new Uint8Array(await (await fetch(new URL(source, url))).arrayBuffer()),
  );
}
