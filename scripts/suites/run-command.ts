import { type ChildProcess, spawn } from "node:child_process";

const running = new Set<ChildProcess>();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    process.exitCode = 130;
    for (const child of running) child.kill(signal);
  });

/** Runs a command with our output; resolves to its exit code, 1 when it could not run or took too long. */
export function runCommand(
  command: string,
  args: string[],
  options: { env?: Record<string, string>; patienceMs?: number; quiet?: boolean } = {},
): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, args, {
      stdio: options.quiet ? "ignore" : "inherit",
      env: { ...process.env, ...options.env },
      ...(options.patienceMs ? { timeout: options.patienceMs } : {}),
    });
    running.add(child);
    child.once("error", () => done(1));
    child.once("close", (code) => {
      running.delete(child);
      done(code ?? 1);
    });
  });
}
