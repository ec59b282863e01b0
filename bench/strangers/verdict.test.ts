import { expect, it } from "vitest";
import { nothingTold } from "#/bench/strangers/told.ts";
import { type Measured, problems } from "#/bench/strangers/verdict.ts";

const good: Measured = {
  attack: { name: "a", kind: "refusal", what: "", prepare: () => async () => {} },
  seconds: 4,
  summary: {
    longest: { health: 0.4, page: 0.9, api: 0.2 },
    refused: {},
    itemsPerSecond: 71,
    machine: 0.01,
    webMb: 490,
    workerMb: 900,
  },
  told: { ...nothingTold(), statuses: { 400: 3, 503: 1, 0: 2 }, largestRefusalBytes: 900 },
  crashes: [],
  runEnded: null,
  hasRecovered: true,
  idle: { longest: { health: 0.01, page: 0.1, api: 0.01 }, itemsPerSecond: 100, webMb: 300, workerMb: 200 },
};

it("finds nothing wrong where every bound holds", () => {
  expect(problems(good)).toEqual([]);
});

it.each<[string, Partial<Measured>, RegExp]>([
  ["a wait", { summary: { ...good.summary, longest: { health: 1.2, page: 0, api: 0 } } }, /health.* 1\.20 s/],
  ["a refusal of others", { summary: { ...good.summary, refused: { "page 429": 2 } } }, /page 429, 2 ×/],
  ["fewer items", { summary: { ...good.summary, itemsPerSecond: 60 } }, /0\.60 × the items/],
  ["memory", { summary: { ...good.summary, webMb: 510 } }, /grew by 210 MB/],
  ["a long refusal", { told: { ...good.told, largestRefusalBytes: 17_000 } }, /17000 bytes/],
  ["a failure", { told: { ...good.told, statuses: { 500: 1 } } }, /answered 500/],
  ["a run that ended", { runEnded: "failed: x" }, /run is failed/],
  ["no recovery", { hasRecovered: false }, /had not come back/],
  ["a crash", { crashes: ["web ended with SIGKILL"] }, /SIGKILL/],
])("says that a bound does not hold: %s", (_, change, words) => {
  expect(problems({ ...good, ...change })).toEqual([expect.stringMatching(words)]);
});

it("allows more where the machine is busy without an attack", () => {
  const longest = { health: 1.2, page: 0, api: 0 };
  const busy = { ...good.idle, longest: { ...good.idle.longest, health: 0.5 } };
  expect(problems({ ...good, summary: { ...good.summary, longest }, idle: busy })).toEqual([]);
});
