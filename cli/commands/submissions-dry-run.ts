import { apiKeyFrom } from "#/cli/api-key-from.ts";
import type { Command } from "#/cli/command.ts";
import { dryRunText } from "#/cli/dry-run-text.ts";
import { protocols } from "#/evaluation/endpoints/protocols.ts";
import { scoringModes } from "#/evaluation/tasks/assessment/scoring-mode.ts";
import { assessmentOf } from "#/features/submissions/form-input.ts";
import { dryRun } from "#/features/submissions/trial/dry-run.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const submissionsDryRun: Command = {
  name: "submissions dry-run",
  about: "Asks an endpoint for eight items as a run would and stores nothing; exit 1 if none is answered.",
  args: [],
  options: {
    "base-url": { about: "the endpoint, such as https://host/v1", value: "URL", required: true },
    model: { about: "the model's id at the endpoint", value: "NAME", required: true },
    dataset: { about: "slug of the dataset", value: "S", required: true },
    "api-key-env": { about: "the environment variable that holds the API key", value: "VAR" },
    protocol: { about: "what the endpoint speaks, openai by default", value: "P", choices: protocols },
    concurrency: { about: "calls in flight, 8 by default and at most", value: "N", integer: true },
    rung: {
      about: "assessment: no better rung than this, as the methodology page explains them",
      value: "R",
      choices: scoringModes.map(({ id }) => id),
    },
    words: { about: "assessment: the word pair, better one first (default: good,poor)", value: "good,poor" },
  },
  async run({ option, needed, signal }) {
    const concurrency = option("concurrency");
    const endpoint = {
      protocol: option("protocol") ?? "openai",
      baseUrl: needed("base-url"),
      model: needed("model"),
      apiKey: apiKeyFrom(option("api-key-env")),
      ...(concurrency && { concurrency: Number(concurrency) }),
    };
    const assessment = assessmentOf(option("rung"), option("words"));
    const input = { endpoint, ...assessment, dataset: needed("dataset") };
    const dry = await dryRun(await operatorUser(), input, signal);
    return { value: dry, text: dryRunText(dry), failed: dry.items.every(({ raw }) => raw === null) };
  },
};
