import type { SentFile } from "#/features/predictions/receive-file.ts";
import { AppError } from "#/lib/errors.ts";

/** What is still read of a refused upload: a browser that is cut off while it sends never sees the answer. */
const drainedBytes = 64 * 2 ** 20;
const drainedMs = 30_000;

const longestName = 200;

/**
 * Gives the body as a file to `use`, which reads it or not. What is left of it after an answer is let pass for a while,
 * beside the answer.
 */
export async function withFile<T>(
  request: Request,
  url: URL,
  use: (file: SentFile) => Promise<T>,
): Promise<T> {
  const { body, headers } = request;
  if (!body) throw new AppError("bad-input", "The body is empty. Send the file as the body.");
  const declared = Number(headers.get("content-length"));
  const declaredBytes = Number.isSafeInteger(declared) ? declared : null;
  let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  // Not before it is asked for: what nobody reads is let pass by the server itself.
  async function* source() {
    reader = (body as ReadableStream<Uint8Array>).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  }
  try {
    return await use({ source: source(), name: fileName(request, url), declaredBytes });
  } finally {
    if (reader) void drain(reader);
  }
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const patience = setTimeout(() => void reader.cancel().catch(() => {}), drainedMs).unref();
  try {
    let left = drainedBytes;
    for (let part = await reader.read(); !part.done && left > 0; part = await reader.read()) {
      left -= part.value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The sender has gone; there is nobody to tell.
  } finally {
    clearTimeout(patience);
  }
}

function fileName({ headers }: Request, { searchParams }: URL): string {
  const disposition = headers.get("content-disposition") ?? "";
  const [, quoted, bare] = /filename="([^"]*)"|filename=([^;\s]+)/i.exec(disposition) ?? [];
  const given = searchParams.get("filename") ?? quoted ?? bare ?? "";
  const name = given.replace(/^.*[\\/]/s, "").replace(/\p{C}/gu, "");
  return name.slice(0, longestName) || "predictions";
}
