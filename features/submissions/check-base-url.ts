import { parseBaseUrl } from "#/evaluation/endpoints/base-url.ts";
import { EndpointError } from "#/evaluation/endpoints/endpoint-error.ts";
import { addressPolicy } from "#/features/runs/address-policy.ts";
import { AppError } from "#/lib/errors.ts";

/** A base URL that this installation may call, without a trailing slash; refuses every other under its field. */
export function checkBaseUrl(text: string, field: string): string {
  try {
    return parseBaseUrl(text, addressPolicy()).href.replace(/\/+$/, "");
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error;
    throw new AppError("bad-input", error.message, { fields: { [field]: [error.message] } });
  }
}
