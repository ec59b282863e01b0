import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { answerWith, type CachedPage } from "#/server/web/cached-page.ts";

const sliceBytes = 16 * 1024;

export function sendPage(page: CachedPage, request: IncomingMessage, response: ServerResponse): void {
  const gzip = /(^|[\s,])gzip\s*(,|$|;(?!\s*q=0(\.0*)?\s*(,|$)))/.test(
    String(request.headers["accept-encoding"] ?? ""),
  );
  const { headers, body } = answerWith(page, gzip);
  response.writeHead(page.status, headers);
  if (request.method === "HEAD") response.end();
  // A visitor who goes away in the middle needs no answer.
  else pipeline(Readable.from(slices(body)), response).catch(() => {});
}

/** As fast as the visitor reads: a whole page at once would fill the system's buffers, and some would wait long for theirs. */
function* slices(body: readonly Buffer[]): Generator<Buffer> {
  for (const piece of body)
    for (let at = 0; at < piece.length; at += sliceBytes) yield piece.subarray(at, at + sliceBytes);
}
