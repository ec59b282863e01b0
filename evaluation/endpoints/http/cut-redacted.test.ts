import { describe, expect, it } from "vitest";
import { createRedactor } from "#/evaluation/endpoints/errors/redact.ts";
import { cutRedacted } from "#/evaluation/endpoints/http/cut-redacted.ts";

const key = "sk-0123456789abcdefghij";
const redact = createRedactor(key);

describe("a text cut to 1,000 characters", () => {
  it("is left as it is where it is no longer", () => {
    expect(cutRedacted("as it is", 1000, redact)).toBe("as it is");
    expect(cutRedacted("x".repeat(1000), 1000, redact)).toHaveLength(1000);
    expect(cutRedacted("x".repeat(1001), 1000, redact)).toBe("x".repeat(1000));
  });

  it("has no half character at its end", () => {
    expect(cutRedacted(`${"x".repeat(999)}😀`, 1000, redact)).toBe(`${"x".repeat(999)}\ufffd`);
  });

  const forms = [
    key,
    Buffer.from(key).toString("hex"),
    Buffer.from(`xx${key}xx`).toString("base64"),
    [...key].reverse().join(""),
    `${key.slice(0, 12)}***`,
  ];
  // Where the text is cut for the reader, and where it is no longer looked at.
  const ends = [1000, 1000 + 4096];
  it.each(forms)("holds no six characters of the key, wherever it stands: %s", (form) => {
    const pieces = Array.from({ length: form.length - 12 }, (_, index) => form.slice(4 + index, 10 + index));
    for (const end of ends) {
      for (let at = end - form.length; at <= end; at += 1) {
        const cut = cutRedacted(`${"é".repeat(at)}${form}${"é".repeat(6000)}`, 1000, redact);
        expect(cut.length).toBeLessThanOrEqual(1000);
        expect(pieces.filter((piece) => cut.includes(piece))).toEqual([]);
      }
    }
  });

  it("holds no part of a key that moves up as those before it are taken out", () => {
    for (let more = 0; more < key.length; more += 1) {
      const text = `${"é".repeat(more)}${key.repeat(400)}`;
      expect(cutRedacted(text, 1000, redact).replaceAll("[redacted]", "")).toMatch(/^é*\[?[a-z]*$/);
    }
  });
});
