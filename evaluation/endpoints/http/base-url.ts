import { EndpointError } from "#/evaluation/endpoints/errors/endpoint-error.ts";
import { type AddressPolicy, assertCallable } from "#/evaluation/endpoints/http/public-address.ts";
import { stripTrailingSlashes } from "#/evaluation/endpoints/http/strip-trailing-slashes.ts";

// Azure's deployments want their version in every address; nothing else may stand there.
const azureVersion = /\?api-version=[\w.-]{1,40}$/;

/**
 * Reads the base URL a submitter typed, such as `https://api.example.com/v1`, without a trailing slash or
 * the blanks that copying brings along.
 * Resolves no name. Throws EndpointError `address` with a sentence for the submitter when it is no plain
 * http(s) URL (no user, fragment or query but `api-version`, no dot segments or invisible characters) or the policy forbids it.
 */
export function parseBaseUrl(typed: string, policy: AddressPolicy): URL {
  const text = typed.trim();
  if (!/^https?:\/\/[^/\\]/i.test(text)) {
    throw refused("The endpoint's address must start with https:// and a host name.");
  }
  if (hasControlCharacter(text) || /[\s\\]/.test(text)) {
    throw refused("The endpoint's address must not hold spaces, backslashes or control characters.");
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url) throw refused("The endpoint's address is not a valid URL.");
  if (url.username || url.password) {
    throw refused("The endpoint's address must not hold a user name or password. Give the key as API key.");
  }
  if (/[?#]/.test(text.replace(azureVersion, ""))) {
    throw refused("The endpoint's address must end with its path, without ? or #.");
  }
  if (text.split("/").some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) {
    throw refused("The endpoint's address must not hold . or .. as a part of its path.");
  }
  const { protocol, hostname, port } = url;
  assertCallable({ protocol, hostname, port: Number(port) }, policy);
  url.pathname = stripTrailingSlashes(url.pathname);
  return url;
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}|\p{Cf}/u.test(text);
}

function refused(message: string): EndpointError {
  return new EndpointError("address", message);
}
