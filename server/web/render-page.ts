import type { IncomingHttpHeaders } from "node:http";
import { buffer } from "node:stream/consumers";
import { localeCookie } from "#/lib/i18n/routing.ts";
import { type CachedPage, cachePage, type PageHeaders } from "#/server/web/cached-page.ts";
import type { AskInside } from "#/server/web/inner-server.ts";
import type { PageRequest } from "#/server/web/page-request.ts";

const ofOneAnswer =
  /^(connection|keep-alive|date|transfer-encoding|content-length|etag|set-cookie|x-request-id|ratelimit-.*)$/;

/**
 * Asks the app for a page as nobody in particular: only its address, its language, the site's own host and the network
 * whose share it takes reach it.
 */
export async function renderPage(
  ask: AskInside,
  site: URL,
  { path, locale }: PageRequest,
  network: string,
): Promise<CachedPage> {
  const answer = await ask(path, {
    host: site.host,
    "x-forwarded-host": site.host,
    "x-forwarded-proto": site.protocol.replace(":", ""),
    "x-forwarded-for": network,
    cookie: `${localeCookie}=${locale}`,
    accept: "text/html",
  });
  const { statusCode: status = 500, headers } = answer;
  const isForAll = status === 200 && headers["set-cookie"] === undefined;
  return cachePage(keptHeaders(headers), await buffer(answer), { status, isForAll });
}

function keptHeaders(headers: IncomingHttpHeaders): PageHeaders {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || ofOneAnswer.test(name)
        ? []
        : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}
