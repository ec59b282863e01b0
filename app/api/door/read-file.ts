import { AppError } from "#/lib/errors.ts";

/** What is still read of a refused upload: a browser that is cut off while it sends never sees the answer. */
const drainedBytes = 64 * 2 ** 20;

const longestName = 200;

/** Streams the body as a file to `use`; a refusal waits until the sender has finished. */
export async function withFile<T>(
  request: Request,
  url: URL,
  use: (file: { source: AsyncIterable<Uint8Array>; name: string }) => Promise<T>,
): Promise<T> {
  const reader = request.body?.getReader();
  if (!reader) throw new AppError("bad-input", "The body is empty. Send the file as the body.");
  try {
    return await use({ source: bytesOf(reader), name: fileName(request, url) });
  } finally {
    await drain(reader);
  }
}

async function* bytesOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}

async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    let left = drainedBytes;
    for (let part = await reader.read(); !part.done && left > 0; part = await reader.read()) {
      left -= part.value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The sender has gone; there is nobody to tell.
  }
}

function fileName({ headers }: Request, { searchParams }: URL): string {
  const disposition = headers.get("content-disposition") ?? "";
  const [, quoted, bare] = /filename="([^"]*)"|filename=([^;\s]+)/i.exec(disposition) ?? [];
  const given = searchParams.get("filename") ?? quoted ?? bare ?? "";
  const name = given.replace(/^.*[\\/]/s, "").replace(/\p{C}/gu, "");
  return name.slice(0, longestName) || "predictions";
}
