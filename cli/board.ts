import { pipeline } from "node:stream/promises";
import type { Command, CommandInput, CommandOutput } from "#/cli/command.ts";
import { commands } from "#/cli/commands.ts";
import { parseCommandLine } from "#/cli/parse-command-line.ts";
import { progressDisplay } from "#/cli/progress-display.ts";
import { refusalText } from "#/cli/say-refusal.ts";
import { boardUsage, commandUsage } from "#/cli/usage.ts";
import { closeQueue } from "#/jobs/enqueue.ts";
import { closeDb } from "#/lib/db.ts";
import { openServices } from "#/lib/embedded-services.ts";
import { provideEnv } from "#/lib/env.ts";
import { noProgress } from "#/lib/progress.ts";

const interrupted = 130;

const line = parseCommandLine(commands, process.argv.slice(2));
const usage = line.command ? commandUsage(line.command) : boardUsage(commands);
if (line.kind === "run") process.exitCode = await runCommand(line.command, line.input, line.json);
else if (line.kind === "help") process.stdout.write(usage);
else {
  process.stderr.write(`${line.reason}\n\n${usage}`);
  process.exitCode = 2;
}

async function runCommand(
  command: Command,
  input: Omit<CommandInput, "signal" | "progress">,
  json: boolean,
): Promise<number> {
  const stop = new AbortController();
  const display = progressDisplay(process.stderr, () => performance.now());
  const progress = json ? noProgress : display.progress;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop.abort());
  try {
    const around = command.offline ? withoutServices : withServices;
    return await around(stop.signal, async () => {
      const work = command.run({ ...input, signal: stop.signal, progress });
      const output = await untilStopped(work, stop.signal).finally(display.end);
      await print(output, json);
      return "failed" in output && output.failed ? 1 : 0;
    });
  } catch (error) {
    if (stop.signal.aborted) return interrupted;
    if ((error as NodeJS.ErrnoException).code === "EPIPE") return 0;
    process.stderr.write(refusalText(error, json));
    return 1;
  }
}

function withoutServices<T>(_signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return work();
}

async function withServices<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  // The log goes to stdout, which belongs to the command's answer.
  provideEnv({ LOG_LEVEL: "silent" });
  const services = await openServices();
  try {
    signal.throwIfAborted();
    return await work();
  } finally {
    await closeQueue().catch(() => {});
    await closeDb();
    await services.release();
  }
}

function untilStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, fail) => signal.addEventListener("abort", () => fail(signal.reason))),
  ]);
}

async function print(output: CommandOutput, json: boolean): Promise<void> {
  if ("stream" in output) await pipeline(output.stream, process.stdout, { end: false });
  else process.stdout.write(json ? `${JSON.stringify(output.value, null, 2)}\n` : output.text);
}
