import { namedEnv } from "#/lib/env.ts";
import { AppError } from "#/lib/errors.ts";

/** A key on the command line would be seen by every user of the machine, so only its variable is named there. */
export function apiKeyFrom(variable: string | undefined): string | undefined {
  if (variable === undefined) return undefined;
  const key = namedEnv(variable);
  if (key) return key;
  throw new AppError(
    "bad-input",
    `The environment variable ${variable} is not set. Export the API key under it.`,
  );
}
