import { apiKeyFrom } from "#/cli/api-key-from.ts";
import type { Command } from "#/cli/command.ts";
import { submissionText } from "#/cli/submission-text.ts";
import { waitForEnd } from "#/cli/wait-for-end.ts";
import { protocols } from "#/evaluation/endpoints/protocols.ts";
import { scoringModes } from "#/evaluation/tasks/assessment/scoring-mode.ts";
import { assessmentOf } from "#/features/submissions/form-input.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { submit } from "#/features/submissions/submit.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const submissionsCreate: Command = {
  name: "submissions create",
  about: "Submits an endpoint for evaluation, as the operator.",
  args: [],
  options: {
    "base-url": { about: "the endpoint, such as https://host/v1", value: "URL", required: true },
    model: { about: "the model's id at the endpoint, and its name here", value: "NAME", required: true },
    datasets: { about: "dataset slugs, separated by commas", value: "S,S", required: true },
    "api-key-env": { about: "the environment variable that holds the API key", value: "VAR" },
    protocol: { about: "what the endpoint speaks, openai by default", value: "P", choices: protocols },
    concurrency: { about: "calls in flight at most", value: "N", integer: true },
    rung: {
      about: "assessment: no better rung than this, as the methodology page explains them",
      value: "R",
      choices: scoringModes.map(({ id }) => id),
    },
    words: { about: "assessment: the word pair, better one first (default: good,poor)", value: "good,poor" },
    wait: { about: "wait until it ends; exit 1 unless every run finished" },
  },
  async run({ option, needed, flag, signal }) {
    const operator = await operatorUser();
    const concurrency = option("concurrency");
    const { id } = await submit(operator, {
      model: { name: needed("model") },
      endpoint: {
        protocol: option("protocol") ?? "openai",
        baseUrl: needed("base-url"),
        model: needed("model"),
        apiKey: apiKeyFrom(option("api-key-env")),
        ...(concurrency && { concurrency: Number(concurrency) }),
      },
      ...assessmentOf(option("rung"), option("words")),
      datasets: needed("datasets")
        .split(",")
        .map((slug) => slug.trim()),
    });
    const view = flag("wait") ? await waitForEnd(operator, id, signal) : await submissionView(operator, id);
    return { value: view, text: submissionText(view), failed: flag("wait") && view.status !== "finished" };
  },
};
