import { featureOf } from "#/scripts/structure/feature-order.ts";
import { isTest } from "#/scripts/structure/floors.ts";
import { importsOf } from "#/scripts/structure/imports.ts";
import type { SourceFile } from "#/scripts/structure/source-file.ts";

const impure = /^lib\/(db|queue|rate-limit|log)\.ts$/;

/**
 * Returns rules that reach the database, the queue or the log through whatever they import. A rule is a schema, a
 * policy, and every file of a feature that has a test without a database beside it.
 */
export function rulePurityProblems(files: SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Map<string, string | null>();
  const wayOut = (path: string): string | null => {
    if (impure.test(path)) return path;
    const known = reached.get(path);
    if (known !== undefined) return known;
    reached.set(path, null);
    const file = byPath.get(path);
    for (const { target, inside, typeOnly } of file ? importsOf(file) : []) {
      if (!inside || typeOnly) continue;
      const found = wayOut(target);
      if (found === null) continue;
      reached.set(path, `${target === found ? "" : `${target} → `}${found}`);
      break;
    }
    return reached.get(path) ?? null;
  };
  return files
    .filter(({ path }) => featureOf(path) !== null && !isTest(path) && isRule(path, byPath))
    .flatMap(({ path }) => {
      const way = wayOut(path);
      return way === null ? [] : [`${path}: a rule is pure, and this one reaches ${way}`];
    });
}

function isRule(path: string, files: ReadonlyMap<string, SourceFile>): boolean {
  if (/\/(schema|policy)\.ts$/.test(path)) return true;
  return path.endsWith(".ts") && files.has(path.replace(/\.ts$/, ".test.ts"));
}
