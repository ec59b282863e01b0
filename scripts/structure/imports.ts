import { posix } from "node:path";
import type { SourceFile } from "#/scripts/structure/source-file.ts";

export type Import = {
  /** As written, or the path from the root for what lies inside the project. */
  target: string;
  inside: boolean;
  typeOnly: boolean;
  names: string[];
};

// The formatter puts every statement at the start of a line, so a pattern is enough where a parser would be slow.
const statement =
  /^(?:import|export)\s+(?<type>type\s+)?(?<clause>[^"';]*?)\bfrom\s+["'](?<from>[^"']+)["']/gm;
const bare = /^import\s+["'](?<from>[^"']+)["']/gm;
const dynamic = /\bimport\(\s*["'](?<from>[^"']+)["']\s*\)/g;
/** Modules that become threads or preloads: `new Worker(new URL("./module.ts", import.meta.url))`. */
const moduleUrl = /\bnew URL\(\s*["'](?<from>\.[^"']+\.(?:ts|mjs))["'],\s*import\.meta\.url/g;

export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  for (const { groups } of file.text.matchAll(statement)) {
    const names = namesIn(groups?.clause ?? "");
    const typeOnly = groups?.type !== undefined || (names.length > 0 && names.every(isTypeName));
    found.push({ ...resolve(file.path, groups?.from ?? ""), typeOnly, names });
  }
  for (const pattern of [bare, dynamic, moduleUrl])
    for (const { groups } of file.text.matchAll(pattern))
      found.push({ ...resolve(file.path, groups?.from ?? ""), typeOnly: false, names: [] });
  return found;
}

function namesIn(clause: string): string[] {
  return clause
    .replace(/[{}]/g, ",")
    .split(",")
    .map((name) => name.trim().replace(/\s+as\s+.*$/, ""))
    .filter(Boolean);
}

function isTypeName(name: string): boolean {
  return name.startsWith("type ");
}

function resolve(from: string, specifier: string): { target: string; inside: boolean } {
  if (specifier.startsWith("#/")) return { target: specifier.slice(2), inside: true };
  if (specifier.startsWith(".")) return { target: posix.join(posix.dirname(from), specifier), inside: true };
  return { target: specifier, inside: false };
}
