import { apiKeyFrom } from "#/cli/api-key-from.ts";
import type { CommandInput, OptionSpec } from "#/cli/command.ts";
import { protocols } from "#/evaluation/endpoints/protocols.ts";
import { scoringModes } from "#/evaluation/tasks/assessment/scoring-mode.ts";

export const baseUrlOption: OptionSpec = {
  about: "the endpoint, such as https://host/v1",
  value: "URL",
  required: true,
};

export const apiKeyOption: OptionSpec = {
  about: "the environment variable that holds the API key",
  value: "VAR",
};

/** How an endpoint is asked; `concurrency` says what that option means to the command. */
export const callOptions = (concurrency: string): Record<string, OptionSpec> => ({
  "api-key-env": apiKeyOption,
  protocol: { about: "what the endpoint speaks, openai by default", value: "P", choices: protocols },
  concurrency: { about: concurrency, value: "N", integer: true },
});

export const assessmentOptions: Record<string, OptionSpec> = {
  rung: {
    about: "assessment: no better rung than this, as the methodology page explains them",
    value: "R",
    choices: scoringModes.map(({ id }) => id),
  },
  words: { about: "assessment: the word pair, better one first (default: good,poor)", value: "good,poor" },
};

/** Returns the endpoint that a command with these options names. */
export function endpointFrom({ option, needed }: Pick<CommandInput, "option" | "needed">) {
  const concurrency = option("concurrency");
  return {
    protocol: option("protocol") ?? "openai",
    baseUrl: needed("base-url"),
    model: needed("model"),
    apiKey: apiKeyFrom(option("api-key-env")),
    ...(concurrency && { concurrency: Number(concurrency) }),
  };
}
