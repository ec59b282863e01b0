import { Worker } from "node:worker_threads";
import { afterEach, expect, it } from "vitest";
import type { AppError } from "#/lib/errors.ts";
import { BoundedThread } from "#/lib/threads/bounded-thread.ts";

const opened: BoundedThread[] = [];
afterEach(async () => {
  for (const thread of opened.splice(0)) await thread.close();
});

function openThread(): BoundedThread {
  const thread = new BoundedThread(
    new Worker(new URL("../../test/thread-jobs.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 32 },
    }),
  );
  opened.push(thread);
  return thread;
}

it("runs one job after another, and gives back what they return or throw", async () => {
  const thread = openThread();
  expect(await thread.run("echo", { cpuMs: 5000 })).toBe("echo");
  const refused = thread.run("refuse", { cpuMs: 5000 });
  await expect(refused).rejects.toMatchObject({
    name: "AppError",
    code: "bad-input",
    fields: { file: ["No."] },
  });
  const keyed = await thread.run("refuse by key", { cpuMs: 5000 }).catch((error: unknown) => error);
  expect((keyed as AppError).text).toEqual({ key: "tokens.tooMany", params: { count: 2 } });
  expect((keyed as AppError).fields).toEqual({ file: [(keyed as AppError).message] });
  expect(await thread.run("echo", { cpuMs: 5000 })).toBe("echo");
  expect(thread.usedMs()).toBeGreaterThan(0);
});

it.each(["loop", "pattern"])("ends a job that takes too much processor time: %s", async (job) => {
  const thread = openThread();
  const ended = thread.run(job, { cpuMs: 300 });
  await expect(ended).rejects.toMatchObject({ name: "ThreadLimitError", limit: "processor-time" });
  expect(thread.hasEnded).toBe(true);
  await expect(thread.run("echo", { cpuMs: 300 })).rejects.toThrow();
});

it("ends a job that takes too much memory", async () => {
  const filled = openThread().run("fill", { cpuMs: 60_000 });
  await expect(filled).rejects.toMatchObject({ name: "ThreadLimitError", limit: "memory" });
});

it("does not count a wait, which ends with the signal", async () => {
  const controller = new AbortController();
  const thread = openThread();
  await thread.run("echo", { cpuMs: 5000 });
  const waiting = thread.run("wait", { cpuMs: 1, signal: controller.signal });
  controller.abort(new Error("left"));
  await expect(waiting).rejects.toThrow("left");
});
