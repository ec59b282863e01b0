import type { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { temperatureRemedy } from "#/evaluation/endpoints/errors/remedies.ts";
import type { CheckId, ProbeCheck } from "#/evaluation/probe/probe-report.ts";

/** Returns what a failure of the first calls says about the endpoint; checks before it are known to be well. */
export function contactChecks({ kind, message, redirectsTo }: EndpointError): ProbeCheck[] {
  const words = redirectsTo === null ? message : `${message} It redirects to ${redirectsTo}.`;
  const failed = (id: CheckId): ProbeCheck => ({ id, status: "fail", words });
  switch (kind) {
    case "address":
    case "network":
    case "timeout":
    case "redirect":
    case "parse":
      return [failed("reachable")];
    case "auth":
      return [isReachable, failed("key")];
    case "model":
      return [isReachable, failed("model")];
    case "rate":
      return [isReachable, failed("rate-limits")];
    case "image":
    case "context":
    case "filter":
    case "empty":
      return [isReachable, failed("sight")];
    case "parameter":
      return [isReachable, failed("parameters")];
    default:
      return [failed("reachable")];
  }
}

export const isReachable: ProbeCheck = {
  id: "reachable",
  status: "ok",
  words: "The endpoint answers, and its certificate is in order where it has one.",
};
export const isKeyTaken: ProbeCheck = {
  id: "key",
  status: "ok",
  words: "The key, or its absence, is accepted.",
};

export function modelCheck(
  model: string,
  listed: readonly string[] | null,
  answeredBy: string | null,
): ProbeCheck {
  const named = answeredBy === null ? [] : [`The server calls what answered ${answeredBy}.`];
  if (listed && listed.length > 0 && !listed.includes(model)) {
    const message = `The model answers, but is not among the ${listed.length} that the server lists.`;
    return { id: "model", status: "warn", words: [message, ...named].join(" ") };
  }
  return { id: "model", status: "ok", words: ["The model answers.", ...named].join(" ") };
}

export function parameterCheck(hasTemperature: boolean): ProbeCheck {
  if (hasTemperature) {
    return { id: "parameters", status: "ok", words: "Token limit and temperature 0 are accepted." };
  }
  const message = `The endpoint refuses temperature 0. ${temperatureRemedy}`;
  return { id: "parameters", status: "fail", words: message };
}

export function refusesTemperature(error: EndpointError): boolean {
  return error.kind === "parameter" && /temperature/i.test(error.message);
}
