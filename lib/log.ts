import pino from "pino";
import { env } from "#/lib/env.ts";

export const log = pino({
  level: env().LOG_LEVEL,
  base: null,
  redact: {
    paths: ["apiKey", "*.apiKey", "authorization", "*.authorization", "password", "*.password"],
    censor: "[redacted]",
  },
});
