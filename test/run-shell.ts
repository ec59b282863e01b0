import { expect } from "vitest";
import { commands } from "#/cli/commands.ts";
import { parseCommandLine } from "#/cli/parse-command-line.ts";
import { noProgress } from "#/lib/progress.ts";

/** Runs one command of the shell in this process; resolves with what it prints with --json, and as text. */
export async function runShell(...words: string[]): Promise<{ value: unknown; text: string }> {
  const line = parseCommandLine(commands, words);
  if (line.kind !== "run") expect.fail(`${words.join(" ")} is not run: ${JSON.stringify(line)}`);
  const output = await line.command.run({
    ...line.input,
    signal: new AbortController().signal,
    progress: noProgress,
  });
  if ("stream" in output) expect.fail(`${line.command.name} gives a stream.`);
  return output;
}
