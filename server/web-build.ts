import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { withFolderLock } from "#/lib/postgres/folder-lock.ts";
import { startChild } from "#/server/child-process.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const workFolder = join(root, ".next", "cache", "web-build");
const stamp = join(root, ".next", "made-from");
const sources = [
  "app",
  "components",
  "evaluation",
  "features",
  "jobs",
  "lib",
  "messages",
  "prisma/models",
  "public",
];

/** Builds the web app unless the build that is there was made from these very sources. */
export async function ensureWebBuild(report: (line: string) => void): Promise<void> {
  if (await isBuilt()) return;
  await withFolderLock(workFolder, async () => {
    if (!(await isBuilt())) await buildWeb(report);
  });
}

async function isBuilt(): Promise<boolean> {
  const madeFrom = await readFile(stamp, "utf8").catch(() => null);
  return madeFrom === (await sourceHash()) && existsSync(join(root, ".next", "BUILD_ID"));
}

async function buildWeb(report: (line: string) => void): Promise<void> {
  report("Building the web app …");
  const startedAt = Date.now();
  const madeFrom = await sourceHash();
  const log = join(workFolder, "log");
  await rm(log, { force: true });
  const build = startChild({
    name: "next build",
    args: ["node_modules/next/dist/bin/next", "build"],
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    logFile: log,
  });
  const { code, words: message } = await build.exited;
  if (code !== 0) throw new Error(`${message}.\n${await readFile(log, "utf8")}`);
  await writeFile(stamp, madeFrom);
  report(`  done in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

async function sourceHash(): Promise<string> {
  const hash = createHash("sha256");
  const top = (await readdir(root)).filter((name) =>
    /^(package-lock\.json|tsconfig\.json|proxy\.ts|instrumentation(-client)?\.ts|[\w-]+\.config\.\w+)$/.test(
      name,
    ),
  );
  const nested = sources.map(async (folder) => {
    if (!existsSync(join(root, folder))) return [];
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  });
  const files = [...top.map((name) => join(root, name)), ...(await Promise.all(nested)).flat()];
  for (const file of files.filter((path) => !/\.test\.tsx?$/.test(path)).sort())
    hash.update(file.slice(root.length)).update(await readFile(file));
  return hash.digest("hex");
}
