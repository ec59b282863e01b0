import { apiKeyFrom } from "#/cli/api-key-from.ts";
import type { Command } from "#/cli/command.ts";
import { probeText } from "#/cli/probe-text.ts";
import { protocols } from "#/evaluation/endpoints/protocols.ts";
import { probeEndpoint } from "#/features/submissions/trial/probe-endpoint.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const submissionsProbe: Command = {
  name: "submissions probe",
  about: "Finds out what an endpoint can do, in at most 25 calls and a minute; exit 1 if it cannot be used.",
  args: [],
  options: {
    "base-url": { about: "the endpoint, such as https://host/v1", value: "URL", required: true },
    model: { about: "the model's id at the endpoint", value: "NAME", required: true },
    "api-key-env": { about: "the environment variable that holds the API key", value: "VAR" },
    protocol: { about: "what the endpoint speaks, openai by default", value: "P", choices: protocols },
    concurrency: { about: "calls in flight, for the estimate of a run", value: "N", integer: true },
  },
  async run({ option, needed, signal }) {
    const concurrency = option("concurrency");
    const input = {
      protocol: option("protocol") ?? "openai",
      baseUrl: needed("base-url"),
      model: needed("model"),
      apiKey: apiKeyFrom(option("api-key-env")),
      ...(concurrency && { concurrency: Number(concurrency) }),
    };
    const probe = await probeEndpoint(await operatorUser(), input, signal);
    return { value: probe, text: probeText(probe), failed: !probe.usable };
  },
};
