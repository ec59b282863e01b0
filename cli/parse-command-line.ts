import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Command, CommandInput } from "#/cli/command.ts";

export type ParsedLine =
  | { kind: "run"; command: Command; input: Omit<CommandInput, "signal" | "progress">; json: boolean }
  | { kind: "help"; command: Command | null }
  | { kind: "wrong"; command: Command | null; reason: string };

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** Finds the command that the words name and checks its options; nothing is run or opened yet. */
export function parseCommandLine(commands: readonly Command[], words: readonly string[]): ParsedLine {
  const command = findCommand(commands, words);
  if (!command) {
    const first = words[0];
    if (first === undefined || first === "--help" || first === "help") return { kind: "help", command: null };
    const named = words.slice(0, 2).filter((word) => !word.startsWith("-"));
    return { kind: "wrong", command: null, reason: `There is no command "${named.join(" ")}".` };
  }
  const rest = words.slice(command.name.split(" ").length);
  if (rest.includes("--help")) return { kind: "help", command };
  try {
    return parseWords(command, rest);
  } catch (error) {
    const [reason = ""] = (error as Error).message.split(/\. To specify|\. Did you forget/);
    return { kind: "wrong", command, reason: `${reason.replace(/\.$/, "")}.` };
  }
}

function findCommand(commands: readonly Command[], words: readonly string[]): Command | null {
  const named = (length: number) => words.slice(0, length).join(" ");
  return (
    commands.find(({ name }) => name === named(2)) ?? commands.find(({ name }) => name === named(1)) ?? null
  );
}

function parseWords(command: Command, words: readonly string[]): ParsedLine {
  const options: NonNullable<ParseArgsConfig["options"]> = { json: { type: "boolean" } };
  for (const [name, spec] of Object.entries(command.options)) {
    options[name] = { type: spec.value || spec.choices ? "string" : "boolean" };
  }
  const parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  const values: Values = parsed.values;
  const reason = problemOf(command, values, parsed.positionals);
  if (reason) return { kind: "wrong", command, reason };
  const option = (name: string) => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const needed = (name: string) => {
    const value = option(name) ?? parsed.positionals[command.args.indexOf(name)];
    if (value === undefined) throw new Error(`${command.name} does not require ${name}.`);
    return value;
  };
  const flag = (name: string) => values[name] === true;
  return {
    kind: "run",
    command,
    input: { args: parsed.positionals, option, needed, flag },
    json: flag("json"),
  };
}

function problemOf(command: Command, values: Values, positionals: readonly string[]): string | null {
  const missing = command.args[positionals.length];
  if (missing) return `${missing} is missing.`;
  const surplus = positionals[command.args.length];
  if (surplus !== undefined) return `"${surplus}" is one argument too many.`;
  for (const [name, choices] of Object.entries(command.argChoices ?? {})) {
    const value = positionals[command.args.indexOf(name)] ?? "";
    if (!choices.includes(value)) return `${name} must be one of ${choices.join(", ")}, not "${value}".`;
  }
  for (const [name, { required, choices, integer }] of Object.entries(command.options)) {
    const value = values[name];
    if (required && value === undefined) return `--${name} is missing.`;
    if (typeof value !== "string") continue;
    if (value === "") return `--${name} is empty.`;
    if (choices && !choices.includes(value))
      return `--${name} must be one of ${choices.join(", ")}, not "${value}".`;
    if (integer && !/^\d{1,9}$/.test(value)) return `--${name} must be a whole number, not "${value}".`;
  }
  return null;
}
