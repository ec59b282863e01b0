import { expect, it } from "vitest";
import { normalizeText } from "#/lib/normalize-text.ts";
import { mostPerDoubling, perDoubling } from "#/test/patterns/doubling.ts";

it("is what it was before for text of any language", () => {
  for (const text of ["é e\u0301 Ａ １", "ệ e\u0323\u0302", "한국어", "ก็ที่", "नमस्ते", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢"])
    for (const form of ["NFC", "NFKC", "NFKD"] as const)
      expect(normalizeText(text, form)).toBe(text.normalize(form));
});

it("takes twice the time for twice as many marks", { timeout: 60_000 }, () => {
  const growth = (normalize: (text: string) => string) =>
    perDoubling((size) => () => normalize("\u0301\u0316".repeat(size)), [2_500, 5_000, 10_000]);
  expect(growth((text) => text.normalize("NFC"))).toBeGreaterThan(mostPerDoubling);
  expect(growth((text) => normalizeText(text, "NFC"))).toBeLessThan(mostPerDoubling);
});
