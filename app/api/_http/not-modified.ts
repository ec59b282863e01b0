/** Returns whether the asker says to have what an entity tag stands for. */
function isKnown(header: string | null, etag: string): boolean {
  if (header === null) return false;
  const plain = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.split(",").some((tag) => tag.trim() === "*" || plain(tag) === etag);
}

/** 304 where the asker has the same already; else null. */
export function notModified(request: Request, etag: string | null): Response | null {
  if (etag === null || !isKnown(request.headers.get("if-none-match"), etag)) return null;
  return new Response(null, { status: 304, headers: { ETag: etag } });
}
