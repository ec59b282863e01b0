import { seedReported } from "#/features/reported/seed-reported.ts";
import { checkKeyRing } from "#/features/secrets/check-key-ring.ts";
import { closeDb } from "#/lib/db.ts";
import { openServices } from "#/lib/embedded-services.ts";
import { env } from "#/lib/env.ts";
import { type Role, startBoard, untilReady } from "#/server/board-processes.ts";
import { isPortFree } from "#/server/free-port.ts";
import { printError } from "#/server/print-error.ts";
import { stopSignal } from "#/server/stop-signal.ts";
import { ensureWebBuild } from "#/server/web-build.ts";

/** Runs web, worker or both until told to stop; what cannot be started is said in one line. */
export async function runBoard(mode: "start" | "dev", roles: Role[]): Promise<void> {
  const stopped = stopSignal();
  try {
    const services = await openServices();
    try {
      await checkKeyRing();
      if (roles.includes("web")) await seedReported();
      await closeDb();
      await serve(mode, roles, services, stopped);
    } finally {
      await services.release();
    }
  } catch (error) {
    printError(error);
  }
}

async function serve(
  mode: "start" | "dev",
  roles: Role[],
  services: Awaited<ReturnType<typeof openServices>>,
  stopped: Promise<unknown>,
): Promise<void> {
  const { PORT: port, HOST: host } = env();
  const address = `http://${addressName(host)}:${port}`;
  if (roles.includes("web")) {
    if (!(await isPortFree(port, host)))
      throw new Error(`Port ${port} is in use. Stop what listens there or set PORT to another one.`);
    if (mode === "start") await ensureWebBuild((line) => console.error(line));
  }
  const board = startBoard({
    services,
    roles,
    port,
    ...(host && { host }),
    mode,
    onCrash: (line) => console.error(line),
  });
  try {
    if (roles.includes("web"))
      await Promise.race([
        stopped,
        untilReady(address).then(() => console.error(`The board is at ${address}`)),
      ]);
    await stopped;
  } finally {
    await board.stop();
  }
}

/** What to ask on this machine where the web process listens at this address, or at all of them. */
function addressName(host: string | undefined): string {
  if (!host || host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}
