import pino, { type Logger } from "pino";
import { env } from "#/lib/env.ts";

const secretNames = [
  "apiKey",
  "api_key",
  "sealedApiKey",
  "authorization",
  "cookie",
  "password",
  "secret",
  "token",
  '["x-api-key"]',
  '["x-goog-api-key"]',
  '["set-cookie"]',
];
const depths = ["", "*.", "*.*.", "*.*.*."];
const secretPaths = secretNames.flatMap((name) =>
  depths.map((above) => (name.startsWith("[") ? above.replace(/\.$/, "") + name : above + name)),
);
const mark = "[redacted]";

// What looks like a key is none of a log's business, whatever field or message it stands in.
const keyLike = /\b(Bearer\s+|sk-|qbb_)[\w.~+/-]{8,}=*/g;

let cached: Logger | undefined;

export function log(): Logger {
  cached ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    redact: { paths: secretPaths, censor: mark },
    hooks: { streamWrite: (line) => line.replace(keyLike, `$1${mark}`) },
  });
  return cached;
}
