import pino, { type Logger } from "pino";
import { env } from "#/lib/env.ts";

const secretPaths = ["apiKey", "authorization", "password"].flatMap((name) => [name, `*.${name}`]);

let cached: Logger | undefined;

export function log(): Logger {
  cached ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    redact: { paths: secretPaths, censor: "[redacted]" },
  });
  return cached;
}
