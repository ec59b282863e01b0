import { expect, it } from "vitest";
import { KeptTexts } from "#/evaluation/predictions/kept-texts.ts";

it("gives back every text, those in memory and those on the disk", () => {
  const texts = new KeptTexts();
  const long = "是".repeat(700_000);
  const all = Array.from({ length: 3000 }, (_, n) => (n % 1000 === 7 ? long : `text ${n} ${"x".repeat(n)}`));
  const places = all.map((text) => texts.put(text));
  expect(places.map((place) => texts.get(place))).toEqual(all);
  texts.close();
});

it("compares texts byte for byte, and takes the last one back", () => {
  const texts = new KeptTexts();
  const first = texts.put("A");
  const filler = texts.put("x".repeat(2 ** 20));
  const again = texts.put("A");
  expect(texts.same(first, again)).toBe(true);
  expect(texts.same(first, texts.put("B"))).toBe(false);
  texts.drop(again);
  const next = texts.put("C");
  expect(next.start).toBe(again.start);
  expect([first, filler, next].map((place) => texts.get(place).slice(0, 3))).toEqual(["A", "xxx", "C"]);
  expect(texts.get(texts.put("\ud800"))).toBe("\ufffd");
  texts.close();
});
