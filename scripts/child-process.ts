import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";

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
  stop(patienceMs?: number): Promise<void>;
};

const root = fileURLToPath(new URL("..", import.meta.url));
const preload = new URL("./leave-with-parent.mjs", import.meta.url).href;

/** Starts a Node process of the board in a process group of its own, so that Ctrl-C reaches it through us only. */
export function startChild({ name, args, env, logFile }: Command): Child {
  const output = logFile ? openSync(logFile, "a") : "inherit";
  const child = spawn(
    process.execPath,
    ["--import", preload, "--disable-warning=ExperimentalWarning", ...args],
    {
      cwd: root,
      detached: true,
      stdio: ["pipe", output, output],
      env: { ...process.env, ...env },
    },
  );
  if (typeof output === "number") closeSync(output);
  const exited: Child["exited"] = new Promise((done) => {
    child.once("error", (error) =>
      done({ code: null, words: `${name} could not be started: ${error.message}` }),
    );
    child.once("exit", (code, signal) =>
      done({ code, words: `${name} ended with ${signal ?? `code ${code}`}` }),
    );
  });
  return { pid: child.pid ?? 0, exited, stop: (patienceMs) => stop(child, exited, patienceMs) };
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
