import type { IncomingMessage, ServerResponse } from "node:http";
import { newNonce } from "#/lib/http/content-security-policy.ts";
import { fill } from "#/lib/i18n/fill.ts";
import english from "#/messages/en/shell.json" with { type: "json" };
import chinese from "#/messages/zh-CN/shell.json" with { type: "json" };
import { visitorLocale } from "#/server/web/page-request.ts";

export type RefusalReason = "share" | "full" | "large" | "slow" | "address" | "too-long";

const texts = { en: english, "zh-CN": chinese };
const statusOf: Record<RefusalReason, number> = {
  share: 429,
  full: 503,
  large: 413,
  slow: 408,
  address: 400,
  "too-long": 414,
};
const codeOf: Record<RefusalReason, string> = {
  share: "rate-limited",
  full: "unavailable",
  large: "too-large",
  slow: "bad-input",
  address: "bad-input",
  "too-long": "bad-input",
};
const style =
  "body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:20vh auto;padding:0 1rem}h1{font-size:1.25rem}";

/** Says in the reader's language, or in JSON where the API was asked, why nothing is built; it costs next to nothing. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  reason: RefusalReason,
  retryAfterSeconds?: number,
): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const asked = (request.url ?? "").startsWith("/api/") ? jsonOf : pageOf;
  const { type, policy, body } = asked(request, reason, retryAfterSeconds ?? 0);
  response.writeHead(statusOf[reason], {
    "Content-Type": type,
    "Content-Security-Policy": `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'${policy}`,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    ...(retryAfterSeconds !== undefined && { "Retry-After": String(retryAfterSeconds) }),
    // What is still being sent is not waited for.
    ...(request.method === "POST" && { Connection: "close" }),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

type Said = { type: string; policy: string; body: string };

function pageOf({ headers }: IncomingMessage, reason: RefusalReason, seconds: number): Said {
  const locale = visitorLocale(headers);
  const { product, refused } = texts[locale];
  const { title, text } = refused[reason];
  const nonce = newNonce();
  const again = seconds > 0 ? `<p><a href="">${refused.again}</a></p>` : "";
  const body = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title} · ${product}</title><style nonce="${nonce}">${style}</style></head><body><main><h1>${title}</h1><p>${fill(text, { seconds })}</p>${again}</main></body></html>`;
  return { type: "text/html; charset=utf-8", policy: `; style-src 'nonce-${nonce}'`, body };
}

function jsonOf(_: IncomingMessage, reason: RefusalReason, seconds: number): Said {
  const { title, text } = english.refused[reason];
  const message = `${title}: ${fill(text, { seconds })}`;
  const body = JSON.stringify({ error: { code: codeOf[reason], message } });
  return { type: "application/json", policy: "", body };
}
