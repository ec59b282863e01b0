import { describe, expect, it } from "vitest";
import { commands } from "#/cli/commands.ts";
import { parseCommandLine } from "#/cli/parse-command-line.ts";
import { refusalText } from "#/cli/say-refusal.ts";
import { boardUsage, commandUsage } from "#/cli/usage.ts";
import { AppError } from "#/lib/errors.ts";

const parse = (line: string) => parseCommandLine(commands, line.split(" ").filter(Boolean));

describe("parseCommandLine", () => {
  it("reads options, positional arguments and flags", () => {
    const line = parse("datasets import a.json --as iqa --slug spaq --json");
    if (line.kind !== "run") throw new Error("not run");
    expect(line.command.name).toBe("datasets import");
    expect(line.json).toBe(true);
    expect([line.input.needed("FILE"), line.input.needed("as"), line.input.option("images")]).toEqual([
      "a.json",
      "iqa",
      undefined,
    ]);
    const created = parse("users create a@example.org --admin");
    expect(created.kind === "run" && created.input.flag("admin")).toBe(true);
  });

  it.each([
    ["datasets", 'There is no command "datasets".'],
    ["datasets drop x", 'There is no command "datasets drop".'],
    ["datasets import --as iqa --slug s", "FILE is missing."],
    ["datasets import f --as iqa", "--slug is missing."],
    ["datasets import f g --as iqa --slug s", '"g" is one argument too many.'],
    ["datasets import f --as tar --slug s", /^--as must be one of llvisionqa, .*, not "tar"\.$/],
    ["datasets import f --as iqa --slug s --force", "Unknown option '--force'."],
    ["datasets import f --as iqa --slug", /^Option '--slug <value>' argument missing\.$/],
    ["submissions create --base-url u --model m --datasets d --concurrency many", /whole number, not "many"/],
    ["leaderboard chess", 'TASK must be one of perception, description, assessment, not "chess".'],
    ["users create a@b.cd --admin=yes", /--admin/],
  ])("%s is wrong usage", (message, reason) => {
    const line = parse(message);
    expect(line.kind).toBe("wrong");
    if (line.kind === "wrong") expect(line.reason).toMatch(reason);
  });

  it("helps, for all commands and for each", () => {
    expect(parse("")).toEqual({ kind: "help", command: null });
    expect(parse("--help")).toEqual({ kind: "help", command: null });
    expect(parse("leaderboard --help")).toMatchObject({ kind: "help", command: { name: "leaderboard" } });
    for (const command of commands) {
      expect(boardUsage(commands)).toContain(command.name);
      for (const option of Object.keys(command.options))
        expect(commandUsage(command)).toContain(`--${option}`);
    }
  });
});

it("says a refusal in one line with its problems, or as JSON", () => {
  const error = new AppError("bad-input", "f has 2 problems.", {
    fields: { "[3].type": ["is 9"], "[4]": ["is empty"] },
  });
  expect(refusalText(error, false)).toBe("f has 2 problems.\n  [3].type: is 9\n  [4]: is empty\n");
  expect(JSON.parse(refusalText(error, true))).toEqual({
    error: { code: "bad-input", message: error.message, fields: error.fields },
  });
});
