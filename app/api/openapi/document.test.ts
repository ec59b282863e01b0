import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openapiDocument } from "#/app/api/openapi/document.ts";
import { operations } from "#/app/api/openapi/operations.ts";
import chinese from "#/messages/zh-CN/apiDocs.json" with { type: "json" };

const folder = join(import.meta.dirname, "..");

/** `get /api/v1/x/{id}` for every method that a route file exports; catch-alls and next-auth's own apart. */
function routesOnDisk(): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts") && !file.includes("[..."))
    .flatMap((file) => {
      const path = `/api/${file
        .replace(/\/route\.ts$/, "")
        .replaceAll("[", "{")
        .replaceAll("]", "}")}`;
      const methods = readFileSync(join(folder, file), "utf8").matchAll(
        /export const (GET|POST|PUT|DELETE)\b/g,
      );
      return [...methods].map(([, method]) => `${method?.toLowerCase()} ${path}`);
    })
    .sort();
}

const document = openapiDocument("https://board.example");

it("describes every route and nothing else", () => {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  // One file answers both with and without ".csv".
  const described = all.filter((entry) => entry !== "get /api/v1/leaderboards/{task}.csv");
  expect(described.sort()).toEqual(routesOnDisk());
});

it("has words in both languages for every operation and parameter", () => {
  const text = JSON.stringify(document);
  expect(text).not.toContain("undefined");
  for (const { id } of operations) expect(chinese.operations).toHaveProperty(id);
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods)) {
      expect(operation).toMatchObject({ summary: expect.any(String) });
    }
  }
});

it("resolves every reference and takes the limits from the schemas", () => {
  const text = JSON.stringify(document);
  const names = Object.keys(document.components.schemas);
  for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) expect(names).toContain(name);
  expect(document.components.schemas.SubmissionInput).toMatchObject({
    required: ["model", "endpoint", "datasets"],
    properties: { endpoint: { properties: { concurrency: { minimum: 1, maximum: 256 } } } },
  });
});
