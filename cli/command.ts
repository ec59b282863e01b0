import type { Readable } from "node:stream";
import type { Progress } from "#/lib/progress.ts";

export type OptionSpec = {
  about: string;
  /** The placeholder of its value; an option without one is a flag. */
  value?: string;
  required?: true;
  choices?: readonly string[];
  integer?: true;
};

export type CommandInput = {
  /** Positional arguments, as many as the command names. */
  args: string[];
  /** The value of an option that has one, undefined where it was not given. */
  option(name: string): string | undefined;
  /** The value of an option that is required or a positional argument, by its name. */
  needed(name: string): string;
  flag(name: string): boolean;
  /** Aborted when the person stops the command. */
  signal: AbortSignal;
  /** Tells the person how far a long command is. */
  progress: Progress;
};

/** `value` is printed with --json, else `text`. `failed` exits with 1 although there is something to print. */
export type CommandOutput = { value: unknown; text: string; failed?: boolean } | { stream: Readable };

/** One command of the shell; `cli/commands.ts` holds the table of all. */
export type Command = {
  /** One or two words: `datasets import`. */
  name: string;
  about: string;
  /** Names of the positional arguments, all required. */
  args: readonly string[];
  /** What a positional argument may be, where that is a short list. */
  argChoices?: Record<string, readonly string[]>;
  options: Record<string, OptionSpec>;
  /** Needs neither database nor queue: nothing is started for it. */
  offline?: true;
  run(input: CommandInput): Promise<CommandOutput>;
};
