import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const knip = ["--include", "files,exports,types", "--no-progress", "--no-config-hints", "--no-tag-hints"];

/** Resolves with what nothing imports: first all code, then the product without its tests and tools. */
export async function unusedExports(root: string): Promise<string[]> {
  const problems = await Promise.all([report(root), report(root, "--production")]);
  return [...new Set(problems.flat())];
}

async function report(root: string, ...more: string[]): Promise<string[]> {
  try {
    await run(`${import.meta.dirname}/../../node_modules/.bin/knip`, [...knip, ...more], { cwd: root });
    return [];
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    const found = `${stdout}${stderr}`.trim() || String(error);
    return [`${found}\nNothing imports these; what only tests need is marked @internal.`];
  }
}
