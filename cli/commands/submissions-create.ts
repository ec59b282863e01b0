import type { Command } from "#/cli/command.ts";
import { assessmentOptions, baseUrlOption, callOptions, endpointFrom } from "#/cli/endpoint-options.ts";
import { submissionText } from "#/cli/submission-text.ts";
import { waitForEnd } from "#/cli/wait-for-end.ts";
import { assessmentOf } from "#/features/submissions/form-input.ts";
import { submissionView } from "#/features/submissions/queries.ts";
import { submit } from "#/features/submissions/submit.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const submissionsCreate: Command = {
  name: "submissions create",
  about: "Submits an endpoint for evaluation, as the operator.",
  args: [],
  options: {
    "base-url": baseUrlOption,
    model: { about: "the model's id at the endpoint, and its name here", value: "NAME", required: true },
    datasets: { about: "dataset slugs, separated by commas", value: "S,S", required: true },
    ...callOptions("calls in flight at most"),
    ...assessmentOptions,
    wait: { about: "wait until it ends; exit 1 unless every run finished" },
  },
  async run(input) {
    const { option, needed, flag, signal } = input;
    const operator = await operatorUser();
    const { id } = await submit(operator, {
      model: { name: needed("model") },
      endpoint: endpointFrom(input),
      ...assessmentOf(option("rung"), option("words")),
      datasets: needed("datasets")
        .split(",")
        .map((slug) => slug.trim()),
    });
    const view = flag("wait") ? await waitForEnd(operator, id, signal) : await submissionView(operator, id);
    return { value: view, text: submissionText(view), failed: flag("wait") && view.status !== "finished" };
  },
};
