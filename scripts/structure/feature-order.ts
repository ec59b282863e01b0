import { isTest } from "#/scripts/structure/floors.ts";
import { importsOf } from "#/scripts/structure/imports.ts";
import type { SourceFile } from "#/scripts/structure/source-file.ts";

/** Bottom up: a feature imports only those before it. A new one is put in where it may stand. */
export const featureOrder = [
  "ledger",
  "images",
  "access",
  "runs",
  "quotas",
  "users",
  "tokens",
  "models",
  "reported",
  "datasets",
  "hidden-keys",
  "judging",
  "scoring",
  "results",
  "leaderboards",
  "dataset-import",
  "submissions",
  "predictions",
  "model-pages",
  "items",
  "receipts",
  "share",
  "compare",
  "home",
  "account",
  "metrics",
  "secrets",
  "backups",
  "admin",
];

/** Returns the feature that a path lies in; `null` outside `features/`. */
export function featureOf(path: string): string | null {
  return /^features\/([^/]+)\//.exec(path)?.[1] ?? null;
}

/** Returns what imports a later feature, and features that have no place in the order. */
export function featureOrderProblems(files: SourceFile[], order: readonly string[] = featureOrder): string[] {
  return files.flatMap((file) => {
    const here = featureOf(file.path);
    if (here === null || isTest(file.path)) return [];
    if (!order.includes(here)) return [`${file.path}: the feature ${here} has no place in the order`];
    return importsOf(file).flatMap(({ target }) => {
      const there = featureOf(target);
      if (there === null || there === here || order.indexOf(there) < order.indexOf(here)) return [];
      return [`${file.path}: ${here} comes before ${there}, so it may not import ${target}`];
    });
  });
}
