import { spawn } from "node:child_process";
import { on, once } from "node:events";
import { createInterface } from "node:readline";
import { it } from "vitest";
import { isAlive } from "#/lib/postgres/process-alive.ts";
import { keepRunning } from "#/server/keep-process-running.ts";

const patience = { running: 3, starting: 60, startingBeats: 2 };
const preloads = ["./exit-with-parent.mjs", "./send-heartbeats.mjs"].flatMap((file) => [
  "--import",
  new URL(file, import.meta.url).href,
]);

/** Its output, line by line, with those that it inherits it to. */
function linesOf(args: string[], onTestFinished: (end: () => void) => void) {
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = on(createInterface(child.stdout), "line");
  onTestFinished(() => void child.kill("SIGKILL"));
  const next = async (count: number): Promise<string[]> => {
    const taken: string[] = [];
    while (taken.length < count) taken.push(String((await lines.next()).value?.[0]));
    return taken;
  };
  return { child, next };
}

it.concurrent("ends a process whose loop stands still, says so in one line and starts it again", async ({
  expect,
  onTestFinished,
}) => {
  const pids: number[] = [];
  const said = Promise.withResolvers<string>();
  const again = Promise.withResolvers<void>();
  const stuck = "setTimeout(() => { for (;;); }, 2500);";
  const watched = keepRunning(
    { name: "fixture", args: ["--eval", stuck] },
    {
      patience,
      onStart: async (pid) => void (pids.push(pid) === 2 && again.resolve()),
      onCrash: said.resolve,
    },
  );
  onTestFinished(() => watched.stop());
  expect(await said.promise).toBe(
    "fixture did not get to its events for 3 s and was ended; it is started again in 1 s",
  );
  expect(isAlive(pids[0] ?? 0)).toBe(false);
  await again.promise;
  expect(pids[1]).not.toBe(pids[0]);
}, 30_000);

it.concurrent("leaves a process alone that loads its code for long", async ({ expect, onTestFinished }) => {
  const said: string[] = [];
  const slow = "const until = performance.now() + 5000; while (performance.now() < until); process.exit(7);";
  const ended = Promise.withResolvers<void>();
  const watched = keepRunning(
    { name: "fixture", args: ["--eval", slow] },
    { patience, onStart: async () => {}, onCrash: (line) => ended.resolve(void said.push(line)) },
  );
  onTestFinished(() => watched.stop());
  await ended.promise;
  expect(said).toEqual(["fixture ended with code 7; it is started again in 1 s"]);
}, 30_000);

it.concurrent("ends nothing after it was frozen itself", async ({ expect, onTestFinished }) => {
  const healthy = "setInterval(() => console.log(process.pid), 500);";
  const supervisor = `
    import { keepRunning } from "#/server/keep-process-running.ts";
    keepRunning({ name: "fixture", args: ["--eval", ${JSON.stringify(healthy)}] }, {
      patience: ${JSON.stringify(patience)}, onStart: async () => {}, onCrash: console.log });`;
  const { child, next } = linesOf(["--input-type=module", "--eval", supervisor], onTestFinished);
  // Half a second each: past its start, frozen for longer than the patience, and for as long again after it.
  const before = await next(6);
  child.kill("SIGSTOP");
  const during = await next(10);
  child.kill("SIGCONT");
  const after = await next(10);
  expect(new Set([...before, ...during, ...after])).toEqual(new Set([before[0]]));
}, 30_000);

it.concurrent("gives beats that keep no process alive, and that nobody has to hear", async ({ expect }) => {
  const beating = (code: string) =>
    spawn(process.execPath, [...preloads, "--eval", code], {
      stdio: ["pipe", "ignore", "pipe", "pipe"],
    });
  const done = beating("");
  expect(await once(done, "exit")).toEqual([0, null]);
  const alone = beating("setTimeout(() => {}, 3500)");
  alone.stdio[3]?.destroy();
  const complaints: Buffer[] = [];
  alone.stderr?.on("data", (part: Buffer) => complaints.push(part));
  expect(await once(alone, "exit")).toEqual([0, null]);
  expect(Buffer.concat(complaints).toString()).toBe("");
}, 30_000);
