import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";
import { env, provideEnv } from "#/lib/env.ts";
import { answerRequests } from "#/server/web/answer-request.ts";
import { innerServer } from "#/server/web/inner-server.ts";
import { limitConnections } from "#/server/web/limit-connections.ts";
import { limitPipelined } from "#/server/web/limit-pipelined.ts";
import { PageCache } from "#/server/web/page-cache.ts";
import { RenderGate } from "#/server/web/render-gate.ts";
import { renderPage } from "#/server/web/render-page.ts";
import { servedFiles } from "#/server/web/served-files.ts";
import { watchChanges } from "#/server/web/watch-changes.ts";

const mostBytes = 64 * 1024 * 1024;
const lastResponsesMs = 5000;
/** Connections that wait to be accepted. Where more come, the kernel lets them try again a second later. */
const mostWaiting = 4096;

/** The web process: Next's own server, with finished pages for visitors without a session in front of it. */
async function serve(port: number, hostname?: string): Promise<void> {
  provideEnv({
    // As `next start` does: what the app asks of itself does not leave the machine.
    __NEXT_PRIVATE_ORIGIN: `http://${hostname ?? "localhost"}:${port}`,
    // As `next start --experimental-next-config-strip-types` does: Node itself reads next.config.ts, not a compiler.
    __NEXT_NODE_NATIVE_TS_LOADER_ENABLED: "true",
  });
  const app = next({ dev: false, port, hostname: hostname ?? "localhost" });
  await app.prepare();
  const handle = app.getRequestHandler();
  const { DATABASE_URL, NEXTAUTH_URL, NEXTAUTH_SECRET, TRUSTED_PROXIES } = env();
  const ask = innerServer(handle);
  const cache = new PageCache(
    (asked, network) => renderPage(ask, new URL(NEXTAUTH_URL), asked, network),
    mostBytes,
    () => watch.isLive(),
  );
  const watch = watchChanges(DATABASE_URL, () => cache.forget());
  const server = createServer(
    { connectionsCheckingInterval: 5000, headersTimeout: 15_000 },
    limitPipelined(
      answerRequests({
        handle,
        files: servedFiles(fileURLToPath(new URL("../..", import.meta.url))),
        cache,
        gate: new RenderGate(),
        sessionSecret: NEXTAUTH_SECRET,
      }),
    ),
  );
  limitConnections(server, TRUSTED_PROXIES);
  await listen(server, port, hostname);
  const stop = async () => {
    setTimeout(() => server.closeAllConnections(), lastResponsesMs).unref();
    const closed = once(server, "close");
    server.close();
    await closed;
    await watch.stop();
    await app.close();
    process.exit(0);
  };
  process.once("SIGTERM", stop).once("SIGINT", stop);
}

async function listen(server: Server, port: number, hostname?: string): Promise<void> {
  server.listen({ port, ...(hostname ? { host: hostname } : {}), backlog: mostWaiting });
  await once(server, "listening");
}

const [port = "3000", hostname] = process.argv.slice(2);
await serve(Number(port), hostname);
