import { AppError } from "#/lib/errors.ts";

const maxJsonBytes = 64 * 1024;

/** Resolves with the body as parsed JSON; undefined when there is none. */
export async function readJson(request: Request): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(request, maxJsonBytes));
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const detail = error instanceof Error ? error.message : "it cannot be read";
    throw new AppError("bad-input", `The body is not JSON: ${detail}. See /docs/api for examples.`);
  }
}

/** Not more of it than that is ever held. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = Number(request.headers.get("content-length") ?? 0);
  refuseAbove(maxBytes, size);
  size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    refuseAbove(maxBytes, size);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refuseAbove(maxBytes: number, size: number): void {
  if (size <= maxBytes) return;
  throw new AppError("too-large", `The body is larger than ${maxBytes / 1024} KiB. Send a smaller one.`);
}
