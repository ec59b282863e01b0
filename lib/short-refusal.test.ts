import { describe, expect, it } from "vitest";
import { errorText } from "#/lib/i18n/error-text.ts";
import { shortRefusal, shortText } from "#/lib/short-refusal.ts";

describe("shortRefusal", () => {
  it("leaves what is short as it is", () => {
    const refusal = {
      message: "Nothing.\nTry “量”.",
      fields: { "endpoint.model": ["Fill this in."], words: [] },
    };
    expect(shortRefusal(refusal)).toEqual({ ...refusal, fields: { "endpoint.model": ["Fill this in."] } });
  });

  it.each(["x", "😀", "量", "a,", "\u0001", "\ud800", "\u202e", "ab "])(
    "is small whatever it repeats: %j",
    (part) => {
      const long = part.repeat(100_000);
      const fields = Object.fromEntries(
        Array.from({ length: 500 }, (_, n) => [`${n}${long}`, [`${long} is wrong. Leave it out.`, long]]),
      );
      const refusal = shortRefusal({ message: `There is no ${long}, or it is private. Sign in.`, fields });
      expect(Buffer.byteLength(JSON.stringify({ error: { code: "bad-input", ...refusal } }))).toBeLessThan(
        8192,
      );
      expect(refusal.message).toMatch(/^There is no .*, or it is private\. Sign in\.$/s);
      expect(
        Object.values(refusal.fields ?? {})
          .flat()
          .at(-1),
      ).toMatch(/^and [\d,]+ more$/);
      expect(Object.keys(refusal.fields ?? {}).length).toBeLessThanOrEqual(20);
    },
  );

  it("keeps the count of a list that was cut already", () => {
    const file = [...Array.from({ length: 50 }, (_, n) => `Row ${n}: no number.`), "and 1,950 more"];
    const words = shortRefusal({ message: "No.", fields: { file } }).fields?.file ?? [];
    expect(words).toHaveLength(20);
    expect(words.at(-1)).toBe("and 1,981 more");
  });

  it("hands on no character that turns a text around", () => {
    expect(shortRefusal({ message: "There is no \u202egnp.exe\u0007." }).message).toBe(
      "There is no \uFFFDgnp.exe\uFFFD.",
    );
  });
});

it("shortens what a text is filled with, not the text, which in Chinese is one long word", () => {
  const text = { key: "submissions.noDataset", params: { dataset: "x".repeat(200) } } as const;
  const said = errorText("zh-CN", shortText(text));
  expect(said).toMatch(/^没有数据集 x{59}…。请在数据集页面中选择。$/);
});
