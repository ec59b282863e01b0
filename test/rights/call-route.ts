import { pathToFileURL } from "node:url";
import { env } from "#/lib/env.ts";

export type Places = Record<string, string>;
export type RouteAnswer = { status: number; text: string; headers: Headers };

type Handler = (request: Request, context: { params: Promise<Places> }) => Promise<Response>;

const longestRead = 200_000;

/** Asks one method of one route, as the web server would: same handler, same headers. */
export async function callRoute(
  door: string,
  places: Places,
  init: { headers: Record<string, string>; body?: string | Uint8Array<ArrayBuffer>; query?: string },
): Promise<RouteAnswer> {
  const [method = "", path = ""] = door.split(" ");
  const file = new URL(`../../app${path}/route.ts`, import.meta.url);
  const module = (await import(/* @vite-ignore */ pathToFileURL(decodeURI(file.pathname)).href)) as Record<
    string,
    Handler
  >;
  const handler = module[method];
  if (!handler) throw new Error(`${door} is not exported.`);
  const left = new AbortController();
  const address = `${env().NEXTAUTH_URL}${path.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => places[name] ?? name)}`;
  const request = new Request(`${address}${init.query ?? ""}`, {
    method,
    headers: { "x-forwarded-for": "192.0.2.1", ...init.headers },
    body: init.body ?? null,
    signal: left.signal,
  });
  const response = await handler(request, { params: Promise.resolve(places) });
  const text = await firstText(response);
  left.abort();
  return { status: response.status, text, headers: response.headers };
}

/** All of a body, or the first event of a stream that goes on. */
async function firstText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const endless = response.headers.get("content-type")?.includes("event-stream");
  const decoder = new TextDecoder();
  let text = "";
  for (let part = await reader.read(); !part.done && text.length < longestRead; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (endless) break;
  }
  await reader.cancel();
  return text;
}
