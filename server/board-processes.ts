import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Services } from "#/lib/embedded-services.ts";
import { env, namedEnv } from "#/lib/env.ts";
import type { Command } from "#/server/child-process.ts";
import { keepRunning } from "#/server/keep-process-running.ts";
import { beatPatience } from "#/server/watch-heartbeats.ts";

// V8 would let garbage of a long stream pile up to 48 MB before it looks, and that of many pages to several times of
// what lives.
const smallHeap = ["--max-semi-space-size=4", "--heap-growing-percent=50"];

export type Role = "web" | "worker";

export type BoardOptions = {
  services: Services;
  roles: Role[];
  port: number;
  host?: string;
  mode: "start" | "dev";
  logFile?: (role: Role) => string;
  onCrash(line: string): void;
  extraEnv?: Record<string, string>;
};

/** Starts web and worker as processes of their own on the services that are open, and keeps them running. */
export function startBoard(options: BoardOptions): { stop(): Promise<void> } {
  const running = options.roles.map((role) =>
    keepRunning(commandOf(role, options), {
      onStart: (pid) => options.services.share(pid),
      onCrash: options.onCrash,
      // Whoever develops may hold a process in a debugger.
      patience: options.mode === "dev" ? null : beatPatience,
    }),
  );
  return { stop: async () => void (await Promise.all(running.map((process) => process.stop()))) };
}

function commandOf(role: Role, { mode, port, host, logFile, extraEnv }: BoardOptions): Command {
  return {
    name: role,
    args: role === "web" ? webArgs(mode, port, host) : ["workers/main.ts"],
    ...(logFile ? { logFile: logFile(role) } : {}),
    env: { ...childEnv(port, mode), ...extraEnv },
  };
}

function webArgs(mode: "start" | "dev", port: number, host?: string): string[] {
  if (mode === "start") return [...smallHeap, "server/web/serve.ts", String(port), ...(host ? [host] : [])];
  const next = ["node_modules/next/dist/bin/next", mode, "--port", String(port)];
  // Next hands options of Node to its children in NODE_OPTIONS, where not all of them may stand.
  return [...next, ...(host ? ["--hostname", host] : [])];
}

function childEnv(port: number, mode: "start" | "dev"): Record<string, string> {
  const { DATABASE_URL, DATA_DIR, NEXTAUTH_SECRET, SECRETS_KEYS } = env();
  return {
    NODE_ENV: mode === "dev" ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL,
    DATA_DIR,
    NEXTAUTH_SECRET,
    SECRETS_KEYS,
    NEXTAUTH_URL: namedEnv("NEXTAUTH_URL") ?? `http://localhost:${port}`,
    PORT: String(port),
    // Each thread would keep freed memory of its own; drawing pictures has many.
    MALLOC_ARENA_MAX: namedEnv("MALLOC_ARENA_MAX") ?? "2",
  };
}

/** Waits until the web process answers that it and its database are ready. */
export async function untilReady(address: string, patienceMs = 60_000): Promise<void> {
  const deadline = AbortSignal.timeout(patienceMs);
  while (!deadline.aborted) {
    const answer = await fetch(`${address}/api/ready`, { signal: deadline }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await Promise.race([delay(150), once(deadline, "abort")]);
  }
  throw new Error(`${address}/api/ready did not answer within ${patienceMs / 1000} s.`);
}
