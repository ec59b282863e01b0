import { importsOf } from "#/scripts/structure/imports.ts";
import type { SourceFile } from "#/scripts/structure/source-file.ts";

/** Where a file lives: rooms on one floor are strangers, and imports go down only. */
type Room = { floor: number; name: string };

const rooms: [pattern: RegExp, floor: number, name: string][] = [
  [/^(scripts|bench|test|e2e)\//, 5, "tools"],
  [/^[^/]+\.config\.(ts|mjs)$/, 5, "tools"],
  [/^(app|workers|cli|server)\//, 4, "$1"],
  [/^(proxy|instrumentation(-client)?)\.ts$/, 4, "app"],
  [/^features\/.+\/(components\/.+|(loaders|actions)\.tsx?|[^/]+\.tsx)$/, 3.5, "features for the web"],
  [/^features\//, 3, "features"],
  [/^(evaluation|jobs|components|demo)\//, 2, "$1"],
  [/^(lib|messages)\//, 1, "lib"],
  [/^prisma\//, 0, "the Prisma client"],
];

function roomOf(path: string): Room | null {
  for (const [pattern, floor, name] of rooms) {
    const match = pattern.exec(path);
    if (match) return { floor, name: name.replace("$1", match[1] ?? "") };
  }
  return null;
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith("test/") || path.startsWith("e2e/");
}

export function floorProblems(files: SourceFile[]): string[] {
  return files.flatMap((file) => {
    const here = roomOf(file.path);
    if (!here) return [`${file.path}: belongs to no floor; see "The house" in docs/architecture.md`];
    if (isTest(file.path)) return [];
    return importsOf(file)
      .filter((found) => found.inside)
      .flatMap(({ target }) => {
        const there = roomOf(target);
        if (!there) return [];
        if (isTest(target) && here.name !== "tools")
          return [`${file.path}: product code imports the test file ${target}`];
        const allowed = there.floor < here.floor || there.name === here.name;
        return allowed ? [] : [`${file.path}: ${here.name} may not import ${there.name} (${target})`];
      });
  });
}
