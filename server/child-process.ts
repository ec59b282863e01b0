import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { environmentWith } from "#/lib/env.ts";

export type Command = {
  name: string;
  args: string[];
  env?: Record<string, string>;
  /** A file that takes the output; without it, the output goes where ours goes. */
  logFile?: string;
};

export type Child = {
  pid: number;
  exited: Promise<{ code: number | null; words: string }>;
  /** A byte for each second in which the process's event loop turned. */
  beats: Readable;
  kill(): void;
  stop(patienceMs?: number): Promise<void>;
};

const root = fileURLToPath(new URL("..", import.meta.url));
const preloads = ["./exit-with-parent.mjs", "./send-heartbeats.mjs"].flatMap((file) => [
  "--import",
  new URL(file, import.meta.url).href,
]);

/** Starts a Node process of the board in a process group of its own, so that Ctrl-C reaches it through us only. */
export function startChild({ name, args, env, logFile }: Command): Child {
  const output = logFile ? openSync(logFile, "a") : "inherit";
  const child = spawn(process.execPath, [...preloads, "--disable-warning=ExperimentalWarning", ...args], {
    cwd: root,
    detached: true,
    stdio: ["pipe", output, output, "pipe"],
    env: environmentWith(env),
  });
  if (typeof output === "number") closeSync(output);
  const beats = child.stdio[3] as Readable;
  // Read in any case, watched or not.
  beats.resume();
  const exited: Child["exited"] = new Promise((done) => {
    child.once("error", (error) =>
      done({ code: null, words: `${name} could not be started: ${error.message}` }),
    );
    child.once("exit", (code, signal) =>
      done({ code, words: `${name} ended with ${signal ?? `code ${code}`}` }),
    );
  });
  return {
    pid: child.pid ?? 0,
    exited,
    beats,
    kill: () => signalGroup(child, "SIGKILL"),
    stop: (patienceMs) => stop(child, exited, patienceMs),
  };
}

async function stop(child: ChildProcess, exited: Promise<unknown>, patienceMs = 25_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  signalGroup(child, "SIGTERM");
  const lastResort = setTimeout(() => signalGroup(child, "SIGKILL"), patienceMs);
  await exited;
  clearTimeout(lastResort);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!child.pid) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}
