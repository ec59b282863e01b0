import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { unusedExports } from "#/scripts/structure/unused-exports.ts";
import { structureProblems, translationProblems } from "#/scripts/structure.ts";

const run = promisify(execFile);

const checks: { name: string; problems: () => Promise<string[]> }[] = [
  {
    name: "format and lint",
    problems: () => command("biome", "check", "--error-on-warnings", "--colors=off"),
  },
  { name: "types", problems: types },
  { name: "structure", problems: structureProblems },
  { name: "messages", problems: translationProblems },
  { name: "unused exports", problems: () => unusedExports(`${import.meta.dirname}/..`) },
];

const results = await Promise.all(
  checks.map(async ({ name, problems }) => {
    const startedAt = performance.now();
    const found = await problems().catch((error: unknown) => [String(error)]);
    return { name, found, seconds: (performance.now() - startedAt) / 1000 };
  }),
);

for (const { name, found, seconds } of results) {
  console.log(`${found.length === 0 ? "ok    " : "failed"} ${name} (${seconds.toFixed(1)} s)`);
  for (const problem of found) console.log(problem.replace(/^/gm, "       "));
}
process.exitCode = results.some(({ found }) => found.length > 0) ? 1 : 0;

async function types(): Promise<string[]> {
  const routes = await command("next", "typegen");
  return routes.length > 0 ? routes : command("tsc", "--noEmit", "--pretty", "false");
}

async function command(name: string, ...args: string[]): Promise<string[]> {
  try {
    await run(name, args, { maxBuffer: 64 * 1024 * 1024 });
    return [];
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    return [`${stdout}${stderr}`.trim() || String(error)];
  }
}
