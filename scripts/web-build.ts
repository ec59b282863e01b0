import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { withFolderLock } from "#/lib/folder-lock.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
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
  await withFolderLock(join(root, ".next", "building"), async () => {
    const wanted = await sourceHash();
    const made = await readFile(stamp, "utf8").catch(() => "");
    if (made === wanted && existsSync(join(root, ".next", "BUILD_ID"))) return;
    await buildWeb(report);
    await writeFile(stamp, wanted);
  });
}

async function buildWeb(report: (line: string) => void): Promise<void> {
  report("Building the web app …");
  const startedAt = Date.now();
  try {
    await run(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`next build failed.\n${stdout}${stderr}`.trim(), { cause: error });
  }
  report(`  done in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

async function sourceHash(): Promise<string> {
  const hash = createHash("sha256");
  const top = (await readdir(root)).filter((name) =>
    /^(package-lock\.json|tsconfig\.json|proxy\.ts|.*\.config\..*)$/.test(name),
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
