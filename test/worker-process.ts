import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { env } from "#/lib/env.ts";

/** A real worker on this process's database; the caller ends it. */
export function startWorkerProcess(REDIS_URL = "", changes: Record<string, string> = {}): ChildProcess {
  const { DATABASE_URL, DATA_DIR, NEXTAUTH_SECRET, SECRETS_KEYS, JUDGE_BASE_URL, JUDGE_MODEL } = env();
  const settings = { DATABASE_URL, DATA_DIR, NEXTAUTH_SECRET, SECRETS_KEYS, ENDPOINT_ALLOWLIST: "127.0.0.1" };
  const queue = { REDIS_URL };
  const judge = JUDGE_BASE_URL && JUDGE_MODEL ? { JUDGE_BASE_URL, JUDGE_MODEL } : {};
  const quick = { NODE_ENV: "test" as const, WORKER_LEASE_MS: "1500", LOG_LEVEL: "error" };
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "workers/main.ts"], {
    env: { ...settings, ...queue, ...judge, ...quick, ...changes },
    stdio: ["ignore", "inherit", "inherit"],
  });
}

export async function endWorkerProcess(worker: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (worker.exitCode !== null || worker.signalCode !== null) return worker.exitCode;
  const exit = once(worker, "exit");
  worker.kill(signal);
  await exit;
  return worker.exitCode;
}
