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
  for (let place = 0; place < code.length; place += 1) {
    const quote = code[place];
    if (quote !== '"' && quote !== "`" && quote !== "'") continue;
    const { template, end } = readText(code, place + 1, quote);
    const before = code.slice(code.lastIndexOf("\n", place) + 1, place);
    found.push({ before, template });
    place = end;
  }
  return found;
}

function readText(code: string, start: number, quote: string): { template: string; end: number } {
  let template = "";
  let place = start;
  for (; place < code.length && code[place] !== quote; place += 1) {
    if (code[place] === "\\") {
      place += 1;
      template += code[place] === "n" ? "\n" : code[place];
    } else if (quote === "`" && code.startsWith("${", place)) {
      place = endOfPlace(code, place + 2);
      template += "{}";
    } else template += code[place];
  }
  return { template, end: place };
}

/** The closing brace of a place, past braces and texts inside it. */
function endOfPlace(code: string, start: number): number {
  let depth = 1;
  for (let place = start; place < code.length; place += 1) {
    const sign = code[place] ?? "";
    if (sign === "{") depth += 1;
    if (sign === "}") depth -= 1;
    if (depth === 0) return place;
    if ("\"`'".includes(sign)) place = readText(code, place + 1, sign).end;
  }
  return code.length;
}
