import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A text of the source with `{}` for what is filled in, and what stands before it on its line. */
export type SourceText = { file: string; before: string; template: string };

/** Double-quoted and backtick texts of the TypeScript files below `folders`, tests apart. */
export function textsInSource(root: string, folders: readonly string[]): SourceText[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .flatMap((file) => {
        const path = join(folder, file);
        return textsOf(readFileSync(join(root, path), "utf8")).map((text) => ({ ...text, file: path }));
      }),
  );
}

function textsOf(source: string): Omit<SourceText, "file">[] {
  const found: Omit<SourceText, "file">[] = [];
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  for (let index = 0; index < code.length; index += 1) {
    const quote = code[index];
    if (quote !== '"' && quote !== "`" && quote !== "'") continue;
    const { template, end } = readText(code, index + 1, quote);
    const before = code.slice(code.lastIndexOf("\n", index) + 1, index);
    found.push({ before, template });
    index = end;
  }
  return found;
}

function readText(code: string, start: number, quote: string): { template: string; end: number } {
  let template = "";
  let index = start;
  for (; index < code.length && code[index] !== quote; index += 1) {
    if (code[index] === "\\") {
      index += 1;
      template += code[index] === "n" ? "\n" : code[index];
    } else if (quote === "`" && code.startsWith("${", index)) {
      index = endOfPlace(code, index + 2);
      template += "{}";
    } else template += code[index];
  }
  return { template, end: index };
}

/** The closing brace of a place, past braces and texts inside it. */
function endOfPlace(code: string, start: number): number {
  let depth = 1;
  for (let index = start; index < code.length; index += 1) {
    const sign = code[index] ?? "";
    if (sign === "{") depth += 1;
    if (sign === "}") depth -= 1;
    if (depth === 0) return index;
    if ("\"`'".includes(sign)) index = readText(code, index + 1, sign).end;
  }
  return code.length;
}
