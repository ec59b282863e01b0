import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Returns the addresses of the build's own files and those of `public`, as they are when the server starts; others do not exist. */
export function servedFiles(root: string): Set<string> {
  const build = filesUnder(join(root, ".next", "static")).map((path) => `/_next/static/${path}`);
  const open = filesUnder(join(root, "public")).map((path) => `/${path}`);
  return new Set([...build, ...open, "/icon.svg"]);
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
