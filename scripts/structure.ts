import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { circleProblems } from "#/scripts/structure/circles.ts";
import { doorProblems } from "#/scripts/structure/doors.ts";
import { fileProblems } from "#/scripts/structure/file-problems.ts";
import { floorProblems } from "#/scripts/structure/floors.ts";
import { type Messages, messageProblems } from "#/scripts/structure/message-problems.ts";
import { readSourceFiles } from "#/scripts/structure/source-file.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

export async function structureProblems(): Promise<string[]> {
  const files = await readSourceFiles(root);
  return [floorProblems, circleProblems, doorProblems, fileProblems].flatMap((check) => check(files));
}

export async function translationProblems(): Promise<string[]> {
  return messageProblems(await readMessages("en"), await readMessages("zh-CN"), "zh-CN");
}

async function readMessages(language: string): Promise<Messages> {
  const file = `${root}messages/${language}.json`;
  if (!existsSync(file)) throw new Error(`messages/${language}.json is missing.`);
  return JSON.parse(await readFile(file, "utf8")) as Messages;
}
