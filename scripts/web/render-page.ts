import { type ClientRequest, get, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { localeCookie } from "#/lib/i18n/routing.ts";
import type { AskedPage } from "#/scripts/web/asked-page.ts";
import { type KeptPage, keepPage, type PageHeaders } from "#/scripts/web/kept-page.ts";

const ofOneAnswer = ["connection", "keep-alive", "date", "transfer-encoding", "content-length", "etag"];

/** Asks the app for a page as nobody in particular: only its address, its language and the site's own host reach it. */
export async function renderPage(
  port: number,
  site: URL,
  { path, locale }: AskedPage,
): Promise<KeptPage | null> {
  const request = get({
    host: "127.0.0.1",
    port,
    path,
    agent: false,
    headers: {
      host: site.host,
      "x-forwarded-host": site.host,
      "x-forwarded-proto": site.protocol.replace(":", ""),
      cookie: `${localeCookie}=${locale}`,
      accept: "text/html",
    },
  });
  const answer = await answerTo(request);
  const body = await buffer(answer);
  const { "set-cookie": cookies, "content-type": type = "", ...others } = answer.headers;
  if (answer.statusCode !== 200 || cookies !== undefined || !type.startsWith("text/html")) return null;
  return keepPage({ "content-type": type, ...keptHeaders(others) }, body);
}

function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((done, fail) => request.once("response", done).once("error", fail));
}

function keptHeaders(headers: IncomingHttpHeaders): PageHeaders {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || ofOneAnswer.includes(name)
        ? []
        : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}
