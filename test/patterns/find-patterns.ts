import { type ESTree, parseSync, Visitor } from "vite";
import type { SourceFile } from "#/scripts/structure/source-file.ts";

/** A regular expression of the product, and whether all of its matches in a text are looked for, or the first. */
export type FoundPattern = { place: string; pattern: RegExp; isRepeated: boolean };

/** Where a regular expression is put together as the program runs. */
export type BuiltPattern = { file: string; line: number };

const repeating = new Set(["replaceAll", "matchAll", "split"]);
const implicit = new Set(["match", "matchAll", "search"]);

/** The regular expressions that a file writes out, and the lines on which it builds others from texts. */
export function findPatterns({ path, text }: SourceFile): { written: FoundPattern[]; built: BuiltPattern[] } {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const line = (node: { start: number }) => text.slice(0, node.start).split("\n").length;
  const written: FoundPattern[] = [];
  const built: BuiltPattern[] = [];
  const split = new Set<ESTree.Argument>();
  const build = (node: ESTree.CallExpression | ESTree.NewExpression) => {
    const isRegExp = node.callee.type === "Identifier" && node.callee.name === "RegExp";
    if (isRegExp) built.push({ file: path, line: line(node) });
  };
  new Visitor({
    NewExpression: build,
    CallExpression: (node) => {
      build(node);
      const { callee } = node;
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      const [first] = node.arguments;
      if (first && repeating.has(callee.property.name)) split.add(first);
      // A text given to these is made a regular expression of.
      const isText = first?.type === "TemplateLiteral" || (first?.type === "Literal" && !("regex" in first));
      if (isText && implicit.has(callee.property.name)) built.push({ file: path, line: line(node) });
    },
    Literal: (node) => {
      if (!("regex" in node)) return;
      const pattern = new RegExp(node.regex.pattern, node.regex.flags);
      written.push({
        place: `${path}:${line(node)}`,
        pattern,
        isRepeated: pattern.global || split.has(node),
      });
    },
  }).visit(program);
  return { written, built };
}
