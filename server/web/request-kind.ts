/**
 * What answering a request takes: a `file` next to nothing, `missing` nothing, `api` what its own rules allow, `board` and
 * `page` the time of building one. An `unreadable` address is none: its percent signs spell no text, or one with U+0000;
 * one that is `too-long` belongs to no page.
 */
export type RequestKind = "file" | "missing" | "unreadable" | "too-long" | "api" | "board" | "page";

/** In characters as sent, of which a Chinese slug takes up to 720. A page would repeat what stands there. */
const longestPath = 2_000;

/** Figures of whole leaderboards, which take as long as their pages. */
const boards = /^\/api\/v1\/(leaderboards|models|datasets)(\/|$)/;
/** Named like a file, but made when it is asked for. */
const drawn = /\/(card\.png|badge\.svg)$/;
/** What proxy.ts leaves without a language; nothing of that name is a page. */
const fileName = /\.(svg|png|ico|txt|xml|webmanifest|woff2)$/;

/** Decided on the path that the app will see, with its dots resolved. */
export function requestKind(
  { url = "", method = "" }: { url?: string | undefined; method?: string | undefined },
  files: ReadonlySet<string>,
): RequestKind {
  const path = URL.parse(url, "http://board")?.pathname ?? "/";
  if (path.length > longestPath) return "too-long";
  const plain = decoded(path);
  if (plain === null || url.includes("%00")) return "unreadable";
  if (files.has(plain)) return "file";
  if (path.startsWith("/_next/")) return "missing";
  if (boards.test(path) && (method === "GET" || method === "HEAD")) return "board";
  if (path === "/api" || path.startsWith("/api/")) return "api";
  if (fileName.test(path) && !drawn.test(path)) return "missing";
  return "page";
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
