import { featureOf } from "#/scripts/structure/feature-order.ts";
import { isTest } from "#/scripts/structure/floors.ts";
import { importsOf } from "#/scripts/structure/imports.ts";
import type { SourceFile } from "#/scripts/structure/source-file.ts";

const sql = /\b(SELECT|FROM|WHERE|EXISTS|JOIN|UPDATE|INTERVAL|now\(\)|coalesce\()/;
const constant = /^export const (?<name>\w+)[^=\n]*=\s*(?<text>`[^`]*`|"[^"\n]*")/gm;
const maker = /^export function (?<name>\w+)\([^{]*\): string \{(?<text>[\s\S]*?)^\}/gm;

/** Returns features that import a piece of SQL from another: shared SQL is a function of the database. */
export function sqlPassingProblems(files: SourceFile[]): string[] {
  const pieces = new Map(
    files
      .filter(({ path }) => featureOf(path) !== null)
      .map(({ path, text }) => [
        path,
        [...text.matchAll(constant), ...text.matchAll(maker)]
          .filter(({ groups }) => sql.test(groups?.text ?? ""))
          .map(({ groups }) => groups?.name ?? ""),
      ]),
  );
  return files
    .filter(({ path }) => !isTest(path))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => featureOf(target) !== null && featureOf(target) !== featureOf(file.path))
        .flatMap(({ target, names }) =>
          names
            .filter((name) => pieces.get(target)?.includes(name))
            .map(
              (name) =>
                `${file.path}: ${name} is SQL of another feature (${target}); make it a function of the database`,
            ),
        ),
    );
}
