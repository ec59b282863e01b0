import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JudgedAspect } from "#/evaluation/tasks/description/dimensions.ts";
import { AppError } from "#/lib/errors.ts";

/** Texts of the judge's templates by what they rate. */
export type JudgeTemplates = Partial<Record<JudgedAspect, string>>;

const places: Record<JudgedAspect, readonly string[]> = {
  completeness: ["reference", "answer"],
  precision: ["reference", "answer"],
  relevance: ["answer"],
  correctness: ["question", "reference", "answer"],
};

/**
 * Reads `<aspect>.md` of each aspect from a folder. Throws AppError `bad-input` where a file is missing or does
 * not hold exactly the places that its aspect fills: relevance, for one, never shows the judge a reference.
 */
export async function readJudgeTemplates(
  folder: string,
  aspects: readonly JudgedAspect[],
): Promise<JudgeTemplates> {
  const texts = await Promise.all(aspects.map((aspect) => readTemplate(folder, aspect)));
  return Object.fromEntries(aspects.map((aspect, index) => [aspect, texts[index]]));
}

async function readTemplate(folder: string, aspect: JudgedAspect): Promise<string> {
  const file = join(folder, `${aspect}.md`);
  const text = await readFile(file, "utf8").catch((cause) => {
    throw new AppError("bad-input", `The judge's template ${file} cannot be read. Put it there.`, { cause });
  });
  const found = [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();
  const wanted = [...places[aspect]].sort();
  if (found.join() === wanted.join()) return text.trim();
  const names = wanted.map((name) => `{{${name}}}`).join(", ");
  throw new AppError("bad-input", `The judge's template ${file} must hold each of ${names} once, no other.`);
}

/** Returns a version by content: the first 8 hex digits of the sha256 over all texts, in order of their names. */
export function templateVersion(templates: JudgeTemplates): string {
  const sorted = Object.entries(templates).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 8);
}
