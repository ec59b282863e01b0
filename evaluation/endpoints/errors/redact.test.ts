import { expect, it } from "vitest";
import { createRedactor } from "#/evaluation/endpoints/errors/redact.ts";

const key = "sk-abc+DEF/ghi=1234567890~";
const redact = createRedactor(key);

it.each([
  ["as it is", `Authorization: Bearer ${key}`],
  ["twice", `${key},${key}`],
  ["URL-encoded", `https://x.example/?key=${encodeURIComponent(key)}&a=1`],
  ["reversed", [...key].reverse().join("")],
  ["escaped for JSON", JSON.stringify({ key })],
  ["base64", Buffer.from(key).toString("base64")],
  ["base64 with a prefix", Buffer.from(`user:${key}`).toString("base64")],
  ["base64 with text around", Buffer.from(`Bearer ${key}, thanks`).toString("base64")],
  ["base64url", Buffer.from(`x${key}`).toString("base64url")],
  ["hex", Buffer.from(key).toString("hex")],
])("scrubs the key %s", (_, text) => {
  const clean = redact(text);
  expect(clean).toContain("[redacted]");
  expect(clean).not.toContain(key);
  for (const part of clean.match(/[\w+/-]{16,}/g) ?? []) {
    expect(Buffer.from(part, "base64").toString("latin1")).not.toContain("DEF/ghi");
  }
});

it("scrubs a key that the server masked, and no bold text", () => {
  expect(redact("Incorrect API key provided: sk-abc***. See …")).toBe(
    "Incorrect API key provided: [redacted]. See …",
  );
  expect(redact("Incorrect API key provided: sk-a********7890.")).not.toMatch(/sk-a|7890/);
  expect(redact("The answer is **B**, not **A**")).toBe("The answer is **B**, not **A**");
});

it("leaves text alone where there is no key to hide", () => {
  expect(createRedactor(null)("Bearer x")).toBe("Bearer x");
  expect(createRedactor("none")("none of these")).toBe("none of these");
});
