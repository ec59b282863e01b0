import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import next from "next";
import { env } from "#/lib/env.ts";
import { type AskedPage, askedPage } from "#/scripts/web/asked-page.ts";
import { answerWith, type KeptPage } from "#/scripts/web/kept-page.ts";
import { PageCache } from "#/scripts/web/page-cache.ts";
import { renderPage } from "#/scripts/web/render-page.ts";
import { watchChanges } from "#/scripts/web/watch-changes.ts";

const mostBytes = 64 * 1024 * 1024;
const lastResponsesMs = 5000;
const sliceBytes = 16 * 1024;

/** The web process: Next's own server, with finished pages for visitors without a session in front of it. */
async function serve(port: number, hostname?: string): Promise<void> {
  // As `next start` does: what the app asks of itself does not leave the machine.
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${hostname ?? "localhost"}:${port}`;
  const app = next({ dev: false, port, hostname: hostname ?? "localhost" });
  await app.prepare();
  const handle = app.getRequestHandler();
  const inside = await listen(createServer(handle), 0, "127.0.0.1");
  const cache = new PageCache(
    (asked) => renderPage((inside.address() as AddressInfo).port, new URL(env().NEXTAUTH_URL), asked),
    mostBytes,
    () => watch.isLive(),
  );
  const watch = watchChanges(env().DATABASE_URL, () => cache.forget());
  const server = createServer((request, response) => {
    const asked = askedPage(request);
    if (asked === null) return void handle(request, response);
    void keptPage(cache, asked).then((page) =>
      page ? answer(page, request, response) : handle(request, response),
    );
  });
  await listen(server, port, hostname);
  const stop = async () => {
    setTimeout(() => server.closeAllConnections(), lastResponsesMs).unref();
    const closed = once(server, "close");
    server.close();
    await closed;
    await watch.stop();
    inside.close();
    await app.close();
    process.exit(0);
  };
  process.once("SIGTERM", stop).once("SIGINT", stop);
}

/** A page that could not be made is left to the app, which knows how to say what went wrong. */
function keptPage(cache: PageCache, asked: AskedPage): Promise<KeptPage | null> {
  return cache.page(asked).catch(() => null);
}

function answer(page: KeptPage, request: IncomingMessage, response: ServerResponse): void {
  const gzip = /(^|[\s,])gzip\s*(,|$|;(?!\s*q=0(\.0*)?\s*(,|$)))/.test(
    String(request.headers["accept-encoding"] ?? ""),
  );
  const { headers, body } = answerWith(page, gzip);
  response.writeHead(200, headers);
  if (request.method === "HEAD") response.end();
  // A visitor who goes away in the middle needs no answer.
  else pipeline(Readable.from(slices(body)), response).catch(() => {});
}

/** As fast as the visitor reads: a whole page at once would fill the system's buffers, and some would wait long for theirs. */
function* slices(body: readonly Buffer[]): Generator<Buffer> {
  for (const piece of body)
    for (let at = 0; at < piece.length; at += sliceBytes) yield piece.subarray(at, at + sliceBytes);
}

async function listen(server: Server, port: number, hostname?: string): Promise<Server> {
  server.listen(port, hostname);
  await once(server, "listening");
  return server;
}

const [port = "3000", hostname] = process.argv.slice(2);
await serve(Number(port), hostname);
