import { isTest } from "#/scripts/structure/floors.ts";
import type { SourceFile } from "#/scripts/structure/source-file.ts";

const most = 25;
const product = /^(app|workers|cli|server|features|evaluation|jobs|components|demo|lib)\//;
const sized = /^(scripts|bench)\//;
/** Names that say what a file is to its folder, so that each folder may have one. */
const conventional =
  /^(queries|loaders|actions|schema|policy|page|route|layout|error|loading|not-found)\.(tsx?|mjs)$/;

/** Returns folders that hold more than 25 files beside tests. */
export function folderSizeProblems(files: SourceFile[]): string[] {
  const counted = files.filter(({ path }) => (product.test(path) || sized.test(path)) && !isTest(path));
  const folders = Map.groupBy(counted, ({ path }) => path.slice(0, path.lastIndexOf("/")));
  return [...folders]
    .filter(([, inside]) => inside.length > most)
    .map(
      ([folder, inside]) =>
        `${folder}/: ${inside.length} files; the limit is ${most}. Which belong together?`,
    );
}

/** Returns names that two product files share, styles apart. */
export function basenameProblems(files: SourceFile[]): string[] {
  const named = files.flatMap(({ path }) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const counts = product.test(path) && !isTest(path) && !conventional.test(name) && !name.endsWith(".css");
    return counts ? [{ path, name: name.replace(/\.[a-z]+$/, "") }] : [];
  });
  return [...Map.groupBy(named, ({ name }) => name)]
    .filter(([, same]) => same.length > 1)
    .map(([name, same]) => `${name}: the name of ${same.map(({ path }) => path).join(" and of ")}`);
}
