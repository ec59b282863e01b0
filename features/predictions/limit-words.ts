import { AppError } from "#/lib/errors.ts";
import type { ErrorText } from "#/lib/i18n/error-text.ts";
import { ThreadLimitError } from "#/lib/threads/bounded-thread.ts";

/** Passes on what comes of reading a file; where it was ended, its owner is told what it took too much of. */
export async function limitWords<Result>(
  reading: Promise<Result>,
  name: string,
  cpuMs: number,
): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof ThreadLimitError)) throw error;
    const text: ErrorText =
      error.limit === "memory"
        ? { key: "predictions.memory", params: { file: name } }
        : { key: "predictions.time", params: { file: name, seconds: cpuMs / 1000 } };
    throw new AppError("too-large", text, { field: "file", cause: error });
  }
}
