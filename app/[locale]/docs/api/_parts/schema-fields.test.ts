import { expect, it } from "vitest";
import { schemaFields } from "#/app/[locale]/docs/api/_parts/schema-fields.ts";
import { openapiDocument } from "#/app/api/openapi/document.ts";

const { schemas } = openapiDocument("https://board.example").components;

it("names the fields of every schema of the API", () => {
  for (const schema of Object.values(schemas)) expect(schemaFields(schema).length).toBeGreaterThan(0);
});

it("shows what is required, and the limits", () => {
  const fields = schemaFields(schemas.SubmissionInput);
  expect(fields.find(({ name }) => name === "endpoint.concurrency")).toEqual({
    name: "endpoint.concurrency",
    type: "integer (1–256, = 8)",
    required: false,
    about: null,
  });
  expect(fields.find(({ name }) => name === "model.name")).toMatchObject({ required: true });
});

it("shows a pair as a pair", () => {
  const schema = {
    type: "object",
    properties: { words: { prefixItems: [{ type: "string" }, { type: "string" }], items: false } },
  };
  expect(schemaFields(schema)[0]?.type).toBe("[string, string]");
});
