import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { parseBaseUrl } from "#/evaluation/endpoints/http/base-url.ts";
import { stripTrailingSlashes } from "#/evaluation/endpoints/http/strip-trailing-slashes.ts";
import { addressPolicy } from "#/features/runs/address-policy.ts";
import { AppError } from "#/lib/errors.ts";

/** Returns a base URL that this installation may call, without a trailing slash; refuses every other under its field. */
export function checkBaseUrl(text: string, field: string): string {
  try {
    return stripTrailingSlashes(parseBaseUrl(text, addressPolicy()).href);
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    throw new AppError("bad-input", error.message, { fields: { [field]: [error.message] } });
  }
}
