import { EndpointError, type EndpointErrorKind } from "#/evaluation/endpoints/errors/endpoint-error.ts";

type Meaning = { kind: EndpointErrorKind; message: string; stopsRun?: boolean };

const timeouts = new Set([
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "ETIMEDOUT",
]);

const untrusted = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/**
 * Returns what a failure below HTTP means. Built from the error's code only: messages and causes of the HTTP
 * library may hold headers, hence the API key.
 */
export function errorFromNetwork(error: unknown): EndpointError {
  if (error instanceof EndpointError) return error;
  const { kind, message, stopsRun } = meaningOf(codeOf(error));
  return new EndpointError(kind, message, stopsRun === undefined ? {} : { stopsRun });
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (typeof error !== "object" || error === null || !("code" in error)) return "unknown";
  return String(error.code);
}

function meaningOf(code: string): Meaning {
  if (timeouts.has(code)) {
    return { kind: "timeout", message: "The endpoint did not answer in time." };
  }
  if (untrusted.has(code)) {
    const message = `The endpoint's TLS certificate is not trusted (${code}). Use one from a public authority for this host.`;
    return { kind: "network", message, stopsRun: true };
  }
  if (code === "UND_ERR_HEADERS_OVERFLOW") {
    return { kind: "too-large", message: "The endpoint's response headers are larger than 16 kB." };
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "ENODATA") {
    return { kind: "network", message: "The endpoint's host name has no address. Check its spelling." };
  }
  if (code === "ECONNREFUSED") {
    return {
      kind: "network",
      message: "The endpoint's host refuses connections on that port. Is the server running?",
    };
  }
  if (code.startsWith("HPE_")) {
    return { kind: "parse", message: `The endpoint did not answer with valid HTTP (${code}).` };
  }
  return { kind: "network", message: `The connection to the endpoint broke (${code}).` };
}
