import { createHash } from "node:crypto";
import { close, write } from "node:fs";
import { promisify } from "node:util";
import { defaultReadLimits } from "#/evaluation/predictions/read-limits.ts";
import type { UploadSlot } from "#/features/predictions/upload-slots.ts";
import { AppError } from "#/lib/errors.ts";
import { openNamelessFile } from "#/lib/open-nameless-file.ts";

/** A file as it comes: its name, its bytes at once or as they arrive, and how many its sender says they are. */
export type SentFile = {
  name: string;
  source: Uint8Array | AsyncIterable<Uint8Array>;
  declaredBytes?: number | null;
};

/** A file that has arrived in full, open under a descriptor. */
export type ReceivedFile = { name: string; descriptor: number; bytes: number; sha256: string };

/** A minute for each 16 MiB. */
const deadlineMs = 240_000;
const most = defaultReadLimits.packedBytes;
const writeFully = promisify(write);
const closeFile = promisify(close);

/** AppError "too-large" for a file that says of itself that it is; nothing of it needs to be received. */
export function refuseDeclaredSize({ name, declaredBytes }: SentFile): void {
  refuseAbove(declaredBytes ?? 0, name);
}

/**
 * Writes a file to the disk as it arrives, with its hash, and opens it to `use`; afterwards nothing is left of it.
 * AppError "too-large" at the limit, "bad-input" after the deadline, or the slot's reason.
 */
export async function withReceivedFile<Result>(
  file: SentFile,
  slot: UploadSlot,
  use: (received: ReceivedFile) => Promise<Result>,
): Promise<Result> {
  const descriptor = openNamelessFile();
  try {
    const { bytes, sha256 } = await receive(file, slot, descriptor);
    return await use({ name: file.name, descriptor, bytes, sha256 });
  } finally {
    await closeFile(descriptor);
  }
}

async function receive({ name, source }: SentFile, slot: UploadSlot, descriptor: number) {
  const hash = createHash("sha256");
  const late = lateness(name);
  const arriving = untilAborted(source, AbortSignal.any([slot.signal, late.signal]));
  try {
    for await (const chunk of arriving) {
      refuseAbove(slot.bytes + chunk.byteLength, name);
      hash.update(chunk);
      await writeAll(descriptor, chunk, slot.bytes);
      slot.bytes += chunk.byteLength;
    }
  } finally {
    late.end();
  }
  return { bytes: slot.bytes, sha256: hash.digest("hex") };
}

function lateness(name: string): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const params = { file: name, minutes: deadlineMs / 60_000 };
  const late = () => controller.abort(new AppError("bad-input", { key: "predictions.tooLate", params }));
  const timer = setTimeout(late, deadlineMs).unref();
  return { signal: controller.signal, end: () => clearTimeout(timer) };
}

/** Does not wait for a sender who sends nothing. */
async function* untilAborted(source: SentFile["source"], signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) return yield source;
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => {});
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  const iterator = source[Symbol.asyncIterator]();
  try {
    signal.throwIfAborted();
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted.promise]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener("abort", abort);
    void iterator.return?.()?.catch(() => {});
  }
}

async function writeAll(descriptor: number, chunk: Uint8Array, position: number): Promise<void> {
  try {
    for (let written = 0; written < chunk.byteLength; ) {
      const rest = chunk.byteLength - written;
      written += (await writeFully(descriptor, chunk, written, rest, position + written)).bytesWritten;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    throw new AppError("unavailable", { key: "predictions.noRoom" }, { cause: error, retryAfterSeconds: 60 });
  }
}

function refuseAbove(bytes: number, name: string): void {
  if (bytes <= most) return;
  const params = { file: name, most: most / 2 ** 20 };
  throw new AppError("too-large", { key: "predictions.tooLarge", params }, { field: "file" });
}
