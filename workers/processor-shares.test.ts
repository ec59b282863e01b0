import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ProcessorShare } from "#/workers/processor-share.ts";
import { ProcessorShares } from "#/workers/processor-shares.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** One processor that does one thing after another, as an event loop does. */
function processor() {
  let freeAt = 0;
  let [measuredAt, usedMs] = [0, 0];
  return {
    async work(ms: number): Promise<void> {
      freeAt = Math.max(freeAt, performance.now()) + ms;
      usedMs += ms;
      await wait(freeAt - performance.now());
    },
    measure(): number | null {
      const passed = performance.now() - measuredAt;
      if (passed < 100) return null;
      const busy = Math.min(1, usedMs / passed);
      measuredAt = performance.now();
      // What is still queued is work of the next window.
      usedMs = Math.max(0, freeAt - measuredAt);
      return busy;
    },
  };
}

const wait = (ms: number) => new Promise<void>((done) => void setTimeout(done, ms));

type Kind = { costMs: number; latencyMs: number; concurrency: number };
const honest: Kind = { costMs: 1, latencyMs: 50, concurrency: 64 };

/** Items a second of each, in ten seconds after two in which the division finds out. */
async function itemsPerSecond(...kinds: (Kind & { account?: string })[]): Promise<number[]> {
  const { work, measure } = processor();
  const shares = new ProcessorShares({ measure });
  const { signal } = new AbortController();
  let isOver = false;
  const counts = kinds.map(() => 0);
  const job = async ({ costMs, latencyMs }: Kind, share: ProcessorShare, index: number) => {
    while (!isOver) {
      const end = await share.begin(signal);
      await wait(latencyMs);
      await work(costMs);
      share.spend(costMs);
      end();
      counts[index] = (counts[index] ?? 0) + 1;
    }
  };
  for (const [index, kind] of kinds.entries()) {
    const share = shares.open(kind.account ?? `${index}`);
    for (let n = 0; n < kind.concurrency; n++) void job(kind, share, index);
  }
  await vi.advanceTimersByTimeAsync(2_000);
  const before = [...counts];
  await vi.advanceTimersByTimeAsync(10_000);
  isOver = true;
  return counts.map((count, index) => (count - (before[index] ?? 0)) / 10);
}

it("leaves one alone in peace, whatever it costs", async () => {
  const [alone = 0] = await itemsPerSecond({ costMs: 30, latencyMs: 0, concurrency: 64 });
  expect(alone).toBeGreaterThan(32);
});

it("takes nothing from two that are alike", async () => {
  const [one = 0, other = 0] = await itemsPerSecond(honest, honest);
  expect(one + other).toBeGreaterThan(950);
  expect(Math.min(one, other)).toBeGreaterThan(450);
});

it.each([
  { costMs: 10, latencyMs: 0, concurrency: 64 },
  { costMs: 40, latencyMs: 0, concurrency: 128 },
  { costMs: 2, latencyMs: 0, concurrency: 128 },
  { costMs: 300, latencyMs: 20, concurrency: 8 },
])("keeps half of the processor for a submission beside one that costs %o", async (costly) => {
  const [beside = 0, others = 0] = await itemsPerSecond(honest, costly);
  expect(beside).toBeGreaterThan(380);
  expect(others * costly.costMs).toBeGreaterThan(300);
});

it("keeps half of the processor beside somebody with sixteen submissions", async () => {
  const costly = { costMs: 10, latencyMs: 0, concurrency: 2, account: "of one" };
  const [beside = 0] = await itemsPerSecond(honest, ...Array.from({ length: 16 }, () => costly));
  expect(beside).toBeGreaterThan(380);
});

it("lets a fast one have what slow ones do not need", async () => {
  const slow = { costMs: 1, latencyMs: 5_000, concurrency: 64 };
  const [fast = 0] = await itemsPerSecond({ ...honest, concurrency: 128 }, slow, slow);
  expect(fast).toBeGreaterThan(800);
});

it("does not hold back where the processor has time for all", async () => {
  const [one = 0, other = 0] = await itemsPerSecond(
    { costMs: 1, latencyMs: 100, concurrency: 40 },
    { costMs: 4, latencyMs: 100, concurrency: 8 },
  );
  expect(one).toBeGreaterThan(370);
  expect(other).toBeGreaterThan(70);
});

it("begins few long items at once, however idle the processor is", async () => {
  const shares = new ProcessorShares({ measure: () => 0.3 });
  const [costly, other] = [shares.open("one"), shares.open("other")];
  const { signal } = new AbortController();
  await other.begin(signal);
  const endFirst = await costly.begin(signal);
  costly.spend(25);
  endFirst();
  let begun = 0;
  for (let n = 0; n < 32; n++) void costly.begin(signal).then(() => begun++);
  await vi.advanceTimersByTimeAsync(0);
  expect(begun).toBeLessThanOrEqual(4);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(begun).toBe(32);
});

it("forgets an item that was given up while it waited", async () => {
  const shares = new ProcessorShares({ measure: () => 1 });
  const [greedy, other] = [shares.open("one"), shares.open("other")];
  const controller = new AbortController();
  await other.begin(controller.signal);
  const endFirst = await greedy.begin(controller.signal);
  greedy.spend(10_000);
  endFirst();
  // On what is left over at the start.
  await greedy.begin(controller.signal);
  const waiting = greedy.begin(controller.signal);
  controller.abort(new Error("stopped"));
  await expect(waiting).rejects.toThrow("stopped");
  other.close();
  const end = await greedy.begin(new AbortController().signal);
  end();
});
