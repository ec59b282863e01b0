import type { Command } from "#/cli/command.ts";
import { baseUrlOption, callOptions, endpointFrom } from "#/cli/endpoint-options.ts";
import { probeText } from "#/cli/probe-text.ts";
import { probeEndpoint } from "#/features/submissions/trial/probe-endpoint.ts";
import { operatorUser } from "#/features/users/operator-user.ts";

export const submissionsProbe: Command = {
  name: "submissions probe",
  about: "Finds out what an endpoint can do, in at most 25 calls and a minute; exit 1 if it cannot be used.",
  args: [],
  options: {
    "base-url": baseUrlOption,
    model: { about: "the model's id at the endpoint", value: "NAME", required: true },
    ...callOptions("calls in flight, for the estimate of a run"),
  },
  async run(input) {
    const endpoint = endpointFrom(input);
    const probe = await probeEndpoint(await operatorUser(), endpoint, input.signal);
    return { value: probe, text: probeText(probe), failed: !probe.usable };
  },
};
