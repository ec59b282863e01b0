import type { SourceFile } from "#/scripts/structure/source-file.ts";

const longest = 299;
const drawer = /(^|\/)(utils?|helpers?|common|index|misc|shared)(\/|\.[a-z.]+$)/;
const kebab = /^(\[*\.*[a-z0-9-]+\]*\.)*[a-z0-9]+$|^\[\[?\.*[a-zA-Z]+\]\]?\./;

export function fileProblems(files: SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const problems: string[] = [];
    const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (lines > longest)
      problems.push(`${path}: ${lines} lines; the limit is ${longest}. What is its second idea?`);
    if (drawer.test(path)) problems.push(`${path}: a name that says nothing; name the thing it holds`);
    if (!kebab.test(name)) problems.push(`${path}: file names are kebab-case`);
    return problems;
  });
}
