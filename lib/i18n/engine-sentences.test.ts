import { join } from "node:path";
import { expect, it } from "vitest";
import { sentenceIn } from "#/lib/i18n/sentence-in.ts";
import { type SourceText, textsInSource } from "#/test/sentences-in-source.ts";

const root = join(import.meta.dirname, "../..");
const folders = [
  "evaluation/endpoints",
  "evaluation/predictions",
  "evaluation/probe",
  "evaluation/tasks/assessment",
  "features/predictions",
  "features/receipts",
  "features/runs",
  "features/scoring",
  "features/submissions",
];
/** What goes to a model, or to the log of the board itself. */
const notForReaders = [
  /^(Rate|The quality|The sharpness|In this picture|Write a|The picture shows|Each of the two|Is this picture)/,
  /^(SELECT|UPDATE|INSERT|WITH|DELETE|RETURNING)\b/,
  /^(The call was withheld|The model refused to answer)/,
];
const fillings = ["47", "3 of 5 times", "The endpoint failed (500)."];

function isSentence({ file, before, template }: SourceText): boolean {
  if (
    file.endsWith("-prompt.ts") ||
    /new Error\($/.test(before) ||
    notForReaders.some((pattern) => pattern.test(template))
  )
    return false;
  return /^(\p{Lu}|\{\}).* .* .*[.})\w]$/su.test(template) && /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(template);
}

/** As it reaches a reader: the table's sentences are followed by the status and the server's words. */
function filled({ file, template }: SourceText, filling: string): string {
  const isHead = file.endsWith("error-table.ts") && !template.endsWith(".");
  return `${template}${isHead ? " (400)." : ""}`.trim().replaceAll("{}", filling);
}

it("has Chinese for every sentence of the engine, the probe and the runs", () => {
  const english = /(?:\b[A-Za-z]{2,}\b[ ,]+){3,}/;
  const texts = textsInSource(root, folders).filter(isSentence);
  expect(texts.length).toBeGreaterThan(120);
  const untranslated = texts.filter((text) =>
    fillings.every((filling) =>
      english.test(sentenceIn("zh-CN", filled(text, filling)).replace(/\{.*?\}/g, "")),
    ),
  );
  expect(untranslated.map(({ file, template }) => `${file}: ${template}`)).toEqual([]);
});
