import type { Endpoint } from "#/evaluation/endpoints/endpoint.ts";
import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { openEndpoint } from "#/evaluation/endpoints/open-endpoint.ts";
import { addressPolicy } from "#/features/runs/address-policy.ts";
import type { EndpointInput } from "#/features/submissions/schema.ts";
import { AppError } from "#/lib/errors.ts";

/** Returns the endpoint as it was typed, not stored; refuses what cannot be opened, under its field. */
export function openTypedEndpoint(
  { protocol, baseUrl, model, apiKey, extraBody }: EndpointInput,
  concurrency: number,
  prefix = "",
): Endpoint {
  try {
    return openEndpoint({
      protocol,
      baseUrl,
      model,
      apiKey: apiKey ?? null,
      concurrency,
      extraBody: extraBody ?? null,
      addressPolicy: addressPolicy(),
    });
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    const field = error.kind === "auth" ? "apiKey" : error.kind === "model" ? "model" : "baseUrl";
    throw new AppError("bad-input", error.message, { fields: { [`${prefix}${field}`]: [error.message] } });
  }
}
