import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "#/lib/env.ts";

/** Whether this bearer may read the metrics; without METRICS_TOKEN everybody may. */
export function isScraper(authorization: string | null): boolean {
  const { METRICS_TOKEN } = env();
  if (METRICS_TOKEN === undefined) return true;
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${METRICS_TOKEN}`));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
