import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { firstFreePort } from "#/server/free-port.ts";

/** A Redis server of its own from the PATH, in memory only, as production wants it: it never evicts a key. */
export async function startRedisServer(): Promise<{ url: string } & AsyncDisposable> {
  const port = await firstFreePort(20_000 + (process.pid % 10_000), "127.0.0.1");
  const settings = ["--bind", "127.0.0.1", "--save", "", "--maxmemory-policy", "noeviction"];
  const server = spawn("redis-server", ["--port", String(port), ...settings], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  for await (const line of createInterface(server.stdout))
    if (line.includes("Ready to accept connections")) break;
  server.stdout.resume();
  return {
    url: `redis://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await once(server, "exit");
    },
  };
}
