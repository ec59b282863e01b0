import type { BenchBoard } from "#/bench/with-bench-board.ts";
import { startBoard, untilReady } from "#/server/board-processes.ts";
import { firstFreePort } from "#/server/free-port.ts";
import { ensureWebBuild } from "#/server/web-build.ts";

/** The built web app on the bench's data, for as long as `work` takes; it is told the address and the process. */
export async function withWeb<T>(
  { services }: BenchBoard,
  work: (address: string, pid: () => number) => Promise<T>,
  extraEnv: Record<string, string> = {},
): Promise<T> {
  await ensureWebBuild((line) => console.error(line));
  const port = await firstFreePort(18_100, "localhost");
  let pid = 0;
  const web = startBoard({
    services: {
      ...services,
      share: (child) => {
        pid = child;
        return services.share(child);
      },
    },
    roles: ["web"],
    port,
    host: "localhost",
    mode: "start",
    onCrash: (line) => console.error(line),
    extraEnv,
  });
  const address = `http://localhost:${port}`;
  try {
    await untilReady(address);
    return await work(address, () => pid);
  } finally {
    await web.stop();
  }
}
