import { createHash } from "node:crypto";

/** SHA-256 over the settings and every item in order; equal content under one slug is one version. */
export function contentHash(settings: Record<string, unknown>, items: Iterable<object>): string {
  const hash = createHash("sha256").update(JSON.stringify(settings));
  for (const item of items) hash.update(`\n${JSON.stringify(item)}`);
  return hash.digest("hex");
}
