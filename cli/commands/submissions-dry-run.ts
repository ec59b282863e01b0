import type { Command } from "#/cli/command.ts";
import { dryRunText } from "#/cli/dry-run-text.ts";
import { assessmentOptions, baseUrlOption, callOptions, endpointFrom } from "#/cli/endpoint-options.ts";
import { assessmentOf } from "#/features/submissions/form-input.ts";
import { dryRun } from "#/features/submissions/trial/dry-run.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const submissionsDryRun: Command = {
  name: "submissions dry-run",
  about: "Asks an endpoint for eight items as a run would and stores nothing; exit 1 if none is answered.",
  args: [],
  options: {
    "base-url": baseUrlOption,
    model: { about: "the model's id at the endpoint", value: "NAME", required: true },
    dataset: { about: "slug of the dataset", value: "S", required: true },
    ...callOptions("calls in flight, 8 by default and at most"),
    ...assessmentOptions,
  },
  async run(input) {
    const { option, needed, signal } = input;
    const assessment = assessmentOf(option("rung"), option("words"));
    const asked = { endpoint: endpointFrom(input), ...assessment, dataset: needed("dataset") };
    const dry = await dryRun(await operatorUser(), asked, signal);
    return { value: dry, text: dryRunText(dry), failed: dry.items.every(({ raw }) => raw === null) };
  },
};
