import { readlinkSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { AppError, type ErrorCode, type FieldErrors } from "#/lib/errors.ts";
import type { ErrorText } from "#/lib/i18n/error-text.ts";

export type ThreadAnswer = { path: string | null } | { result: unknown } | { error: unknown };

/**
 * Makes this thread run the jobs of a BoundedThread, one after another. What a job throws reaches the other side as
 * structured clones do, an AppError by `reviveError`.
 */
export function serveThread<Message>(run: (message: Message) => unknown): void {
  const tell = (answer: ThreadAnswer) => parentPort?.postMessage(answer);
  parentPort?.on("message", async (message: Message) => {
    try {
      tell({ result: await run(message) });
    } catch (error) {
      tell({ error: error instanceof AppError ? flatten(error) : error });
    }
  });
  tell({ path: statPath() });
}

/** Where the kernel counts this thread's processor time; null where there is no such file system. */
function statPath(): string | null {
  try {
    return `/proc/${readlinkSync("/proc/thread-self")}/stat`;
  } catch {
    return null;
  }
}

type FlatError = {
  appError: {
    code: ErrorCode;
    said: string | ErrorText;
    options: { field?: string; fields?: FieldErrors; retryAfterSeconds?: number };
  };
};

function flatten({ code, message, text, field, fields, retryAfterSeconds }: AppError): FlatError {
  const options = {
    ...(field !== undefined && { field }),
    ...(fields && { fields }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
  return { appError: { code, said: text ?? message, options } };
}

/** Returns what a job threw, as it was before it crossed over from its thread. */
export function reviveError(error: unknown): unknown {
  if (typeof error !== "object" || error === null || !("appError" in error)) return error;
  const { code, said, options } = (error as FlatError).appError;
  return new AppError(code, said, options);
}
