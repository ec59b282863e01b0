import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A file of the project: its path from the root, with forward slashes, and its text. */
export type SourceFile = { path: string; text: string };

const skipped = new Set([
  "node_modules",
  "generated",
  "migrations",
  "public",
  "test-results",
  "playwright-report",
]);
const source = /\.(ts|tsx|mjs|css)$/;

export async function readSourceFiles(root: string): Promise<SourceFile[]> {
  const paths = (await walk(root, "")).filter((path) => source.test(path) && !path.endsWith(".d.ts"));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), "utf8") })));
}

async function walk(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const nested = entries.map(async (entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (!entry.isDirectory()) return [path];
    return entry.name.startsWith(".") || skipped.has(entry.name) ? [] : walk(root, path);
  });
  return (await Promise.all(nested)).flat().sort();
}
