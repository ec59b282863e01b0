import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { onPath } from "#/scripts/suites/on-path.ts";
import { sharedData } from "#/test/shared-data.ts";

export type LeftOut = { why: string; files: string[]; required: boolean };

const root = fileURLToPath(new URL("..", import.meta.url));
const skipped = /(^|\/)(node_modules|\.[^/]+)$/;

/** Test files that cannot run on this machine, told from what they name. */
export function leftOut(): LeftOut[] {
  const needs = [
    {
      missing: sharedData === null,
      pattern: /from "#\/test\/shared-data\.ts"/,
      why: "the benchmark's own files in ../shared are not there",
      required: false,
    },
    {
      missing: onPath("redis-server") === null,
      pattern: /redis-server/,
      why: "redis-server is not on the PATH and cannot be installed",
      required: true,
    },
  ].filter((need) => need.missing);
  if (needs.length === 0) return [];
  const tests = globSync("**/*.{test,journey}.ts", { cwd: root, exclude: (path) => skipped.test(path) }).map(
    (path) => ({
      path,
      text: readFileSync(root + path, "utf8"),
    }),
  );
  return needs
    .map(({ pattern, why, required }) => ({
      why,
      required,
      files: tests.filter(({ text }) => pattern.test(text)).map(({ path }) => path),
    }))
    .filter(({ files }) => files.length > 0);
}
