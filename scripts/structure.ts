import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { circleProblems } from "#/scripts/structure/circles.ts";
import { doorProblems } from "#/scripts/structure/doors.ts";
import { featureOrderProblems } from "#/scripts/structure/feature-order.ts";
import { fileProblems } from "#/scripts/structure/file-problems.ts";
import { floorProblems } from "#/scripts/structure/floors.ts";
import { basenameProblems, folderSizeProblems } from "#/scripts/structure/folder-problems.ts";
import { type Messages, messageProblems } from "#/scripts/structure/message-problems.ts";
import { ownMessageProblems } from "#/scripts/structure/own-messages.ts";
import { rulePurityProblems } from "#/scripts/structure/rule-purity.ts";
import { readSourceFiles } from "#/scripts/structure/source-file.ts";
import { sqlPassingProblems } from "#/scripts/structure/sql-passing.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

export async function structureProblems(): Promise<string[]> {
  const files = await readSourceFiles(root);
  return [
    floorProblems,
    circleProblems,
    featureOrderProblems,
    doorProblems,
    fileProblems,
    folderSizeProblems,
    basenameProblems,
    rulePurityProblems,
    sqlPassingProblems,
    ownMessageProblems,
  ].flatMap((check) => check(files));
}

export async function translationProblems(): Promise<string[]> {
  const [english, chinese] = await Promise.all([readMessages("en"), readMessages("zh-CN")]);
  // What the server writes is English already: there the English sentence is the key.
  const sentences = Object.keys(chinese.sentences ?? {}).map((sentence) => [sentence, sentence]);
  return messageProblems({ ...english, sentences: Object.fromEntries(sentences) }, chinese, "zh-CN");
}

async function readMessages(language: string): Promise<Messages> {
  const folder = `${root}messages/${language}/`;
  const files = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  const texts = await Promise.all(files.map((name) => readFile(folder + name, "utf8")));
  return Object.fromEntries(
    files.map((name, at) => [name.slice(0, -5), JSON.parse(texts[at] ?? "") as Messages]),
  );
}
