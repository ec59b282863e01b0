import { z } from "zod";
import { operationAccess } from "#/app/api/openapi/operation-access.ts";
import { type Operation, operations } from "#/app/api/openapi/operations.ts";
import { apiSchemas } from "#/app/api/openapi/schemas.ts";
import texts from "#/messages/en/apiDocs.json" with { type: "json" };

/** OpenAPI 3.1, from the schemas that parse what comes in. */
export function openapiDocument(server: string) {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: texts.title, version: "1", description: texts.lead },
    servers: [{ url: server }],
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(apiSchemas).map(([name, schema]) => [name, jsonSchema(schema)]),
      ),
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "next-auth.session-token",
          description: texts.session,
        },
      },
    },
  };
}

function describe(operation: Operation): object {
  const { id, body, file, answer, otherwise, status = 200 } = operation;
  const access = operationAccess(operation);
  return {
    operationId: id,
    summary: texts.operations[id as keyof typeof texts.operations],
    security:
      access === "anyone" ? [] : [{ token: [] }, { session: [] }, ...(access === "reader" ? [{}] : [])],
    parameters: parameters(operation),
    ...(body && { requestBody: { content: json(body), required: id !== "retry" } }),
    ...(file && { requestBody: { content: fileContent, required: true } }),
    responses: {
      [status]: {
        description: "OK",
        ...(!unlimited.includes(id) && { headers: rateHeaders("limit", "remaining", "reset") }),
        content: answer.includes("/")
          ? { [answer]: { schema: { type: answer === "application/json" ? "object" : "string" } } }
          : json(answer),
      },
      ...(otherwise && {
        [otherwise.status]: { description: texts.otherwise, content: json(otherwise.answer) },
      }),
      ...(!unlimited.includes(id) && {
        429: { description: texts.rate.exceeded, content: json("Error"), headers: rateHeaders("retryAfter") },
      }),
      default: { description: texts.error, content: json("Error") },
    },
  };
}

// Monitors and pages ask these again and again.
const unlimited = ["image", "health", "ready", "metrics"];

const headerNames = {
  limit: "RateLimit-Limit",
  remaining: "RateLimit-Remaining",
  reset: "RateLimit-Reset",
  retryAfter: "Retry-After",
} as const;

function rateHeaders(...kinds: (keyof typeof headerNames)[]): object {
  return Object.fromEntries(
    kinds.map((kind) => [headerNames[kind], { description: texts.rate[kind], schema: { type: "integer" } }]),
  );
}

const fileContent = { "application/octet-stream": { schema: { type: "string", format: "binary" } } };

function parameters({ path, query = [], headers = [] }: Operation): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => parameter(String(name), "path"));
  return [
    ...inPath,
    ...query.map((name) => parameter(name, "query")),
    ...headers.map((name) => parameter(name, "header")),
  ];
}

function parameter(name: string, place: "path" | "query" | "header"): object {
  const description = texts.parameters[name as keyof typeof texts.parameters];
  return { name, in: place, required: place === "path", description, schema: { type: "string" } };
}

function json(name: string): object {
  return { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } };
}

function jsonSchema(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
}
