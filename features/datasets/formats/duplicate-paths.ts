import type { Problem } from "#/features/datasets/problems.ts";

/** One problem for every path that an earlier record already has. */
export function duplicatePaths(paths: readonly { at: string; path: string }[], field: string): Problem[] {
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { at, path } of paths) {
    const earlier = seen.get(path);
    if (earlier === undefined) seen.set(path, at);
    else problems.push({ at: `${at}.${field}`, reason: `${path} is already the path of ${earlier}` });
  }
  return problems;
}
