import type { Command } from "#/cli/command.ts";
import { exportItems } from "#/features/results/export-items.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const submissionsItems: Command = {
  name: "submissions items",
  about: "Writes what the model answered, one row an item, in dataset order; hidden answers included.",
  args: ["ID"],
  options: {
    dataset: { about: "which of the submission's datasets", value: "SLUG", required: true },
    format: { about: "how to write it (default: csv; --json is jsonl)", choices: ["csv", "jsonl"] },
  },
  async run({ needed, option, flag }) {
    const format = option("format") === "jsonl" || (flag("json") && option("format") === undefined);
    const operator = await operatorUser();
    return { stream: await exportItems(operator, needed("ID"), needed("dataset"), format ? "jsonl" : "csv") };
  },
};
