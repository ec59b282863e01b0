import type { Command } from "#/cli/command.ts";
import { rereadRuns } from "#/features/scoring/reread/reread-runs.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

const saidEvery = 10_000;

export const runsReread: Command = {
  name: "runs reread",
  about: "Reads a dataset's stored answers again by today's parser; earlier scores stay as a past.",
  args: ["DATASET"],
  options: { parser: { about: "the parser version to read by (default: today's)", value: "V" } },
  async run({ needed, option }) {
    const value = await rereadRuns(await operatorUser(), needed("DATASET"), {
      parser: option("parser"),
      watch: ({ run, model, read }) => {
        if (read % saidEvery === 0 && read > 0)
          process.stderr.write(`run ${run}, ${model}: ${read} answers\n`);
      },
    });
    const lines = value.map(
      ({ run, model, read, changed, from, to }) =>
        `run ${run}, ${model}: ${read} answers read again, ${changed} of them differently (${from} to ${to})`,
    );
    const text = lines.length > 0 ? lines.join("\n") : "Every answer was read by today's parser already.";
    return { value, text: `${text}\n` };
  },
};
