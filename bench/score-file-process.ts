import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { scorePredictions } from "#/features/predictions/score-predictions.ts";
import type { Dataset, Item } from "#/prisma/generated/client.ts";

/** Scores one file in a process of its own, so that its memory can be told: seconds and megabytes as JSON. */
const [itemsPath = "", filePath = ""] = process.argv.slice(2);
const items = JSON.parse(await readFile(itemsPath, "utf8")) as Item[];
const dataset = { slug: "bench", task: "assessment", answers: "public", hasAnswers: true } as Dataset;
const startedAt = performance.now();
const { n, scores } = await scorePredictions(dataset, items, createReadStream(filePath), "bench.json");
const seconds = (performance.now() - startedAt) / 1000;
const srcc = scores.find(({ metric }) => metric === "srcc")?.value;
// Not maxRSS: a child inherits its parent's.
const peak = /VmHWM:\s+(\d+) kB/.exec(await readFile("/proc/self/status", "utf8"));
const megabytes = (Number(peak?.[1]) * 1024) / 1e6;
console.log(JSON.stringify({ seconds, megabytes, n, srcc }));
