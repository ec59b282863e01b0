import { describe, expect, it } from "vitest";
import { outlineText } from "#/lib/text-outline.ts";

describe("outlineText", () => {
  it("draws Latin and Chinese without a font of the machine, each character once", () => {
    const latin = outlineText("Qwen-VL", 40, "bold");
    expect(latin.path).toMatch(/^M/);
    expect(latin.width).toBeGreaterThan(120);
    const mixed = outlineText("书生 Qwen-VL", 40, "bold");
    expect(mixed.width).toBeGreaterThan(latin.width + 80);
    expect(mixed.stroke).toBeGreaterThan(latin.stroke);
    expect(mixed.path.length).toBeGreaterThan(latin.path.length);
  });

  it("leaves a blank for what it has no glyph for, and drops what cannot be seen", () => {
    const blank = outlineText("\u{13000}", 40, "regular");
    expect(blank).toEqual({ path: "", width: 40, stroke: 0 });
    expect(outlineText("a\u202eb", 40, "regular")).toEqual(outlineText("ab", 40, "regular"));
  });

  it("cuts what is too long", () => {
    const long = outlineText("A very long name of a model that nobody can remember", 40, "regular", 300);
    expect(long.width).toBeLessThanOrEqual(300);
    expect(long.width).toBeGreaterThan(200);
  });
});
