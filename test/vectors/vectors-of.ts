import { readFileSync } from "node:fs";
import { sharedData } from "#/test/shared-data.ts";

/** The names of all groups of attack vectors, then the vectors of one; none where the file is not there. */
export function vectorGroups(): string[] {
  return Object.keys(read()).filter((name) => Array.isArray(read()[name]));
}

export function vectorsOf<T extends { id: string }>(group: string): T[] {
  return (read()[group] ?? []) as T[];
}

function read(): Record<string, unknown> {
  if (!sharedData) return {};
  return JSON.parse(readFileSync(`${sharedData}/vectors/vectors.json`, "utf8")) as Record<string, unknown>;
}
