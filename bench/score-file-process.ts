import { open, readFile } from "node:fs/promises";
import { scorePredictions } from "#/features/predictions/score-predictions.ts";

type Item = { number: number; imagePath: string; mos: number };

/** Scores one file in a process of its own, so that its memory can be told: seconds and megabytes as JSON. */
const [itemsPath = "", filePath = ""] = process.argv.slice(2);
const items = JSON.parse(await readFile(itemsPath, "utf8")) as Item[];
const dataset = {
  task: "assessment",
  answers: "public",
  hasAnswers: true,
  itemCount: items.length,
  keyField: "img_path",
} as const;
const rows = items.map(({ number, imagePath, mos }) => [
  number,
  imagePath,
  imagePath,
  null,
  [],
  null,
  null,
  null,
  null,
  mos,
]);
const file = await open(filePath);
const { size } = await file.stat();
const startedAt = performance.now();
const received = { name: "bench.json", descriptor: file.fd, bytes: size };
const { n, srcc } = await scorePredictions(
  { dataset, items: itemTexts(), file: received, scored: true },
  async ({ n, scores }) => ({ n, srcc: scores.find(({ metric }) => metric === "srcc")?.value }),
);
const seconds = (performance.now() - startedAt) / 1000;
await file.close();
// Not maxRSS: a child inherits its parent's.
const peak = /VmHWM:\s+(\d+) kB/.exec(await readFile("/proc/self/status", "utf8"));
const megabytes = (Number(peak?.[1]) * 1024) / 1e6;
console.log(JSON.stringify({ seconds, megabytes, n, srcc }));

/** As the database gives them: 5,000 at a time, as text. */
async function* itemTexts(): AsyncGenerator<string> {
  for (let at = 0; at < rows.length; at += 5000) yield JSON.stringify(rows.slice(at, at + 5000));
}
