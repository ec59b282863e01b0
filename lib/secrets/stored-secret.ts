import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { namedEnv, rawEnv } from "#/lib/env.ts";

export function secretsFile(dataFolder: string): string {
  return join(dataFolder, "secrets", "secrets.json");
}

/** Resolves with a secret of this board, set by its operator or made up at its first start; starts nothing. Null where there is none. */
export async function storedSecret(name: string): Promise<string | null> {
  const set = namedEnv(name);
  if (set !== undefined) return set;
  const kept = await readFile(secretsFile(resolve(rawEnv("DATA_DIR") ?? ".data")), "utf8").catch(() => null);
  return kept === null ? null : ((JSON.parse(kept) as Record<string, string>)[name] ?? null);
}
