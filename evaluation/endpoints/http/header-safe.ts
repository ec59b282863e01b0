import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";

/** Throws EndpointError `auth` for a key that cannot stand in an HTTP header. */
export function assertHeaderSafe(apiKey: string | null): void {
  if (apiKey === null || /^[\x21-\x7e]+$/.test(apiKey)) return;
  throw new EndpointError("auth", "The API key holds spaces or characters that no key has. Copy it again.");
}
