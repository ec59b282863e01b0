import { readFileSync } from "node:fs";
import { join } from "node:path";
import { create, type Font } from "fontkit";
import { normalizeText } from "#/lib/normalize-text.ts";

/** A line of text as an SVG path from its baseline's start; `stroke` in user units gives its weight. */
export type TextOutline = { path: string; width: number; stroke: number };
type Weight = "regular" | "bold";
type Face = { font: Font; thin: boolean };

const folder = join(process.cwd(), "node_modules/@fontsource-variable");
const latin = ["latin", "latin-ext", "cyrillic", "greek"].map(
  (name) => `inter/files/inter-${name}-wght-normal.woff2`,
);
const fonts = new Map<string, Font>();
let slices: { file: string; ranges: (readonly [number, number])[] }[] | null = null;

/**
 * Draws text without any font on the machine: Inter, and Noto Sans SC for Chinese, of which only the slices with the
 * characters asked for are read. A character that neither has becomes a blank. Longer text than `maxWidth` is cut
 * with an ellipsis.
 */
export function outlineText(text: string, size: number, weight: Weight, maxWidth = Infinity): TextOutline {
  const whole = drawn(text, size, weight);
  if (whole.width <= maxWidth) return whole;
  const kept: string[] = [];
  let room = maxWidth - size * 0.8;
  for (const letter of text) {
    room -= drawn(letter, size, weight).width;
    if (room < 0) break;
    kept.push(letter);
  }
  return drawn(`${kept.join("").trimEnd()}…`, size, weight);
}

function drawn(text: string, size: number, weight: Weight): TextOutline {
  let path = "";
  let x = 0;
  let stroke = weight === "bold" ? size * 0.028 : 0;
  for (const { face, run } of runsOf(text)) {
    if (!face) {
      x += size * 0.5 * run.length;
      continue;
    }
    const scale = size / face.font.unitsPerEm;
    const { glyphs, positions } = face.font.layout(run);
    for (const [index, glyph] of glyphs.entries()) {
      const place = positions[index];
      path += glyph.path
        .scale(scale, -scale)
        .translate(x + (place?.xOffset ?? 0) * scale, 0)
        .toSVG();
      x += (place?.xAdvance ?? 0) * scale;
    }
    // The slices hold the thinnest weight.
    if (face.thin) stroke = Math.max(stroke, size * (weight === "bold" ? 0.055 : 0.035));
  }
  return { path, width: x, stroke };
}

function runsOf(text: string): { face: Face | null; run: string }[] {
  const runs: { face: Face | null; run: string }[] = [];
  for (const letter of normalizeText(text, "NFC").replace(/\p{C}/gu, "")) {
    const face = faceOf(letter.codePointAt(0) ?? 0);
    const last = runs.at(-1);
    if (last && last.face?.font === face?.font) last.run += letter;
    else runs.push({ face, run: letter });
  }
  return runs;
}

function faceOf(codePoint: number): Face | null {
  for (const file of latin) {
    const font = open(file);
    if (font.hasGlyphForCodePoint(codePoint)) return { font, thin: false };
    if (codePoint > 0x2e80) break;
  }
  const slice = chineseSlices().find(({ ranges }) =>
    ranges.some(([from, to]) => codePoint >= from && codePoint <= to),
  );
  const font = slice && open(slice.file);
  return font?.hasGlyphForCodePoint(codePoint) ? { font, thin: true } : null;
}

function chineseSlices() {
  slices ??= Object.entries(JSON.parse(readFileSync(join(folder, "noto-sans-sc/unicode.json"), "utf8"))).map(
    ([name, ranges]) => ({
      file: `noto-sans-sc/files/noto-sans-sc-${name.replace(/[[\]]/g, "")}-wght-normal.woff2`,
      ranges: String(ranges).split(",").map(rangeOf),
    }),
  );
  return slices;
}

/** `U+4e00-4eff` or `U+4e00`. */
function rangeOf(text: string): readonly [number, number] {
  const [from = "", to = from] = text.replace("U+", "").split("-");
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}

function open(file: string): Font {
  const known = fonts.get(file);
  if (known) return known;
  const font = create(readFileSync(join(folder, file)));
  if (!("layout" in font)) throw new Error(`${file} holds several fonts`);
  fonts.set(file, font);
  return font;
}
