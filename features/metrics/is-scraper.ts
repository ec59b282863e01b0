import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "#/lib/env.ts";

/** Returns whether this is the bearer of METRICS_TOKEN; without one nobody is. */
export function isScraper(authorization: string | null): boolean {
  const { METRICS_TOKEN } = env();
  if (METRICS_TOKEN === undefined) return false;
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${METRICS_TOKEN}`));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
