import { AppError } from "#/lib/errors.ts";
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
    const message =
      error.limit === "memory"
        ? `${name} needs more memory than a file may take. Leave out the columns that are not needed, or send it as CSV.`
        : `${name} takes more than ${cpuMs / 1000} s of processor time to read and score. Leave out the columns that are not needed, or send it as CSV.`;
    throw new AppError("too-large", message, { fields: { file: [message] }, cause: error });
  }
}
