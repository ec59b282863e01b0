import { gzipSync } from "node:zlib";

const script = /<script(?![^>]*nomodule)[^>]+src="([^"]+\.js[^"]*)"/gi;

/** Bytes, gzipped, of the scripts that a page's HTML names for browsers of today. */
export async function scriptWeight(
  html: string,
  read: (source: string) => Promise<Uint8Array>,
): Promise<number> {
  const sources = [...new Set([...html.matchAll(script)].map(([, source]) => source ?? ""))];
  const sizes = await Promise.all(sources.map(async (source) => gzipSync(await read(source)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}
