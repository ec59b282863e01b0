import { describe, expect, it } from "vitest";
import { cleanName, nameKey, prefixKeys } from "#/features/models/name-key.ts";

describe("nameKey", () => {
  it.each([
    ["case", "Reference Endpoint", "reference ENDPOINT"],
    ["spaces and punctuation", "GPT-4V (gpt-4-vision)", " gpt 4v  gpt_4_vision!! "],
    ["zero-width characters", "Kosmos-2", "Kos\u200bmos\u2060-2\ufeff"],
    ["direction marks", "Kosmos-2", "\u202eKosmos-2\u202c"],
    ["Cyrillic letters", "Kosmos-2 MOE", "Коѕmоѕ-2 МОЕ"],
    ["Greek letters", "TOP", "ΤΟΡ"],
    ["full-width letters", "LLaVA", "ＬＬａＶＡ"],
    ["mathematical letters", "LLaVA", "𝐋𝐋𝐚𝐕𝐀"],
    ["small capitals", "llava", "ʟʟᴀᴠᴀ"],
    ["marks", "Cafe", "Café"],
    ["letters for digits", "Model 10", "M0DEL lO"],
    ["two letters for one", "Modern", "Modem"],
    ["symbols after it", "Otter", "Otter ✓"],
  ])("is the same with other %s", (_, one, other) => {
    expect(nameKey(other)).toBe(nameKey(one));
  });

  it.each([
    ["LLaVA-1.5", "LLaVA-15"],
    ["Q-Align", "Q-Align+"],
    ["Model 1 1", "Model 11"],
    ["C", "C#"],
    ["Qwen2", "Qwen3"],
    ["质衡", "质量"],
  ])("tells %s from %s", (one, other) => {
    expect(nameKey(other)).not.toBe(nameKey(one));
  });

  it.each(["", "!!!", "\u200b\u2800", "– ✓"])("is empty where nothing can be read: %j", (name) => {
    expect(nameKey(name)).toBe("");
  });
});

it("knows what a name begins with, at whole words", () => {
  expect(prefixKeys("Kosmos-2 verified")).toContain(nameKey("Kosmos-2"));
  expect(prefixKeys("K o s m o s 2, verified")).toContain(nameKey("Kosmos-2"));
  expect(prefixKeys("Kosmos-2.5")).not.toContain(nameKey("Kosmos-2"));
});

it("keeps a name without what nobody sees", () => {
  expect(cleanName("  A\u200b  \u202eb\tc ")).toBe("A b c");
});
