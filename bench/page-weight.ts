import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Figure } from "#/bench/figure.ts";
import type { BenchBoard } from "#/bench/with-bench-board.ts";
import { withWeb } from "#/bench/with-web.ts";
import { seedReported } from "#/features/reported/seed-reported.ts";
import { startChild } from "#/scripts/child-process.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const script = /<script[^>]+src="([^"]+\.js[^"]*)"/g;

/** JavaScript that the leaderboard loads first, against an empty page of the same framework. */
export async function pageWeight(board: BenchBoard): Promise<Figure> {
  await seedReported();
  const page = await withWeb(board, (address) => scriptsOf(`${address}/leaderboard/perception`));
  const empty = await emptyPageScripts();
  return {
    name: "leaderboard, first-load JavaScript (gzip) above an empty page",
    measured: `${kB(page).toFixed(1)} kB`,
    against: `${kB(empty).toFixed(1)} kB`,
    value: kB(page) - kB(empty),
    unit: "kB",
    bound: { most: 40 },
  };
}

const kB = (bytes: number) => bytes / 1000;

async function scriptsOf(url: string): Promise<number> {
  const html = await (await fetch(url)).text();
  const sources = new Set([...html.matchAll(script)].map(([, source]) => new URL(source ?? "", url).href));
  const sizes = [...sources].map(
    async (source) => gzipSync(Buffer.from(await (await fetch(source)).arrayBuffer())).length,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function emptyPageScripts(): Promise<number> {
  const folder = join(root, ".data", "empty-page");
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "app"), { recursive: true });
  const layout = "export default ({ children }) => <html lang='en'><body>{children}</body></html>;\n";
  const config = `export default { turbopack: { root: ${JSON.stringify(root)} } };\n`;
  await writeFile(join(folder, "app", "layout.jsx"), layout);
  await writeFile(join(folder, "app", "page.jsx"), "export default () => <p>Empty</p>;\n");
  await writeFile(join(folder, "next.config.mjs"), config);
  const log = join(folder, "log");
  const args = [join(root, "node_modules/next/dist/bin/next"), "build", folder];
  const { code, words } = await startChild({
    name: "next build",
    args,
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    logFile: log,
  }).exited;
  if (code !== 0) throw new Error(`${words}.\n${await readFile(log, "utf8")}`);
  const output = join(folder, ".next");
  const pages = await readdir(join(output, "server", "app"));
  const html = await readFile(
    join(output, "server", "app", pages.find((name) => name === "index.html") ?? ""),
    "utf8",
  );
  const sources = [...new Set([...html.matchAll(script)].map(([, source]) => source ?? ""))];
  const sizes = sources.map(
    async (source) =>
      gzipSync(await readFile(join(output, source.replace(/^\/_next\//, "").replace(/\?.*$/, "")))).length,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
