import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ModelText } from "#/components/ui/model-text.tsx";

const shown = (text: string) => renderToStaticMarkup(createElement(ModelText, { text }));
const words = (text: string) => shown(text).replace(/<[^>]*>/g, "");

it.each([
  ["a right-to-left override", "abc\u202Edcba", "abcU+202Edcba"],
  ["an isolate", "\u2066x\u2069", "U+2066xU+2069"],
  ["a zero-width space and a byte order mark", "a\u200Bb\uFEFF", "aU+200BbU+FEFF"],
  ["a terminal sequence", "\u001B[2J2", "U+001B[2J2"],
  ["letters of the tag block", "B\u{E0041}", "BU+E0041"],
])("names %s", (_, text, expected) => expect(words(text)).toBe(expected));

it("leaves ordinary text of any script alone, and isolates it", () => {
  for (const text of ["Sharp,\n\tclear", "这张图片很清晰", "الصورة واضحة", "👩‍🔬 ok"]) {
    expect(shown(text)).toBe(`<bdi>${text}</bdi>`);
  }
});

it("shows markup as text", () => {
  expect(shown("<script>alert(1)</script><img src=x onerror=alert(1)>")).toBe(
    "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;</bdi>",
  );
});
