import { operationAccess } from "#/app/api/openapi/operation-access.ts";
import type { Operation } from "#/app/api/openapi/operations.ts";

const examples: Record<string, string> = {
  "{task}": "perception",
  "{slug}": "my-model",
  "{hash}": "$HASH",
  "{id}": "$ID",
  "{dataset}": "llvisionqa-dev",
};

/** Returns a line for the shell that works as it stands, once $TOKEN, $ID or $HASH is set. */
export function curlExample(server: string, operation: Operation): string {
  const path = operation.path.replaceAll(/\{\w+\}/g, (name) => examples[name] ?? name);
  const query = operation.query?.includes("dataset") ? "?dataset=llvisionqa-dev" : "";
  const model = operation.query?.includes("model") ? "&model=My%20model" : "";
  const quoted = path.includes("$") ? `"${server}${path}"` : `"${server}${path}${query}${model}"`;
  const parts = [
    "curl",
    operation.method === "post" && !operation.body && !operation.file ? "-X POST" : null,
    operationAccess(operation) === "anyone" ? null : '-H "Authorization: Bearer $TOKEN"',
    quoted,
    operation.example ?? null,
  ];
  return parts.filter(Boolean).join(" ");
}
