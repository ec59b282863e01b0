import type { Command } from "#/cli/command.ts";
import { tableText } from "#/cli/table-text.ts";
import { judgeAttack } from "#/features/judging/judge-attack.ts";
import { rejudge } from "#/features/judging/rejudge.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const judgeRejudge: Command = {
  name: "judge rejudge",
  about: "Has finished description runs judged again; earlier scores stay beside the new ones.",
  args: ["RUN-OR-SUBMISSION"],
  options: {
    judge: { about: "another model at JUDGE_BASE_URL", value: "MODEL" },
    templates: { about: "another folder of templates", value: "DIR" },
  },
  async run({ needed, option }) {
    const choice = { model: option("judge"), templates: option("templates") };
    const value = await rejudge(await operatorUser(), needed("RUN-OR-SUBMISSION"), choice);
    const lines = value.map(({ run, dataset, judge }) => `run ${run} on ${dataset}: ${judge}`);
    return { value, text: `${lines.join("\n")}\nThe workers judge it now.\n` };
  },
};

export const judgeAttackReport: Command = {
  name: "judge attack",
  about: "Tries strings made to fool judges on the board's judge and reports how many succeed.",
  args: [],
  options: { vectors: { about: "JSON file with the strings", value: "FILE", required: true } },
  async run({ needed, signal }) {
    const value = await judgeAttack(needed("vectors"), signal);
    const figures = (rating: Record<string, number>) =>
      Object.values(rating).map((figure) => figure.toFixed(1));
    const rows = value.results.map(({ id, technique, alone, injected, succeeded }) => [
      id,
      technique,
      figures(alone).join(" "),
      figures(injected).join(" "),
      succeeded ? "SUCCEEDED" : "no",
    ]);
    const head = ["id", "technique", "alone", "with an honest answer", "attack"];
    const summary = `${value.judge}: ${value.succeeded} of ${value.attacks} attacks succeeded. Without any: ${figures(value.honest).join(" ")}; completeness, precision, relevance, ${value.calls} calls.`;
    return { value, text: `${tableText([head, ...rows])}\n${summary}\n` };
  },
};
