import type { Command, OptionSpec } from "#/cli/command.ts";

const program = "npm run --silent board --";

export function commandUsage(command: Command): string {
  const options = Object.entries(command.options).map(([name, spec]) => {
    const text = optionText(name, spec);
    return spec.required ? text : `[${text}]`;
  });
  const line = [program, command.name, ...command.args, ...options, "[--json]"].join(" ");
  const rows = Object.entries({ ...command.options, ...common }).map(
    ([name, spec]) => [optionText(name, spec), spec.about] as const,
  );
  return `${command.about}\n\nUsage: ${line}\n\n${aligned(rows)}\n`;
}

export function boardUsage(commands: readonly Command[]): string {
  const rows = commands.map(({ name, args, about }) => [[name, ...args].join(" "), about] as const);
  return `Usage: ${program} COMMAND [options]\n\n${aligned(rows)}\n\nEach command tells more with --help. Exit status: 0 done, 1 refused, 2 wrong usage.\n`;
}

const common: Record<string, OptionSpec> = {
  json: { about: "print JSON" },
  help: { about: "print this" },
};

function optionText(name: string, { value, choices }: OptionSpec): string {
  const placeholder = choices ? choices.join("|") : value;
  return placeholder ? `--${name} ${placeholder}` : `--${name}`;
}

function aligned(rows: readonly (readonly [string, string])[]): string {
  const width = Math.min(40, Math.max(...rows.map(([left]) => left.length)));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}
