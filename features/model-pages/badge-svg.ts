export type BadgeFacts = { label: string; text: string };

const glyph = 6.6;
const pad = 7;

/** Returns a flat two-part badge; widths are set, so that any font fills them. */
export function badgeSvg({ label, text }: BadgeFacts): string {
  const [left, right] = [label, text].map((part) => Math.round(part.length * glyph));
  const split = (left ?? 0) + 2 * pad;
  const width = split + (right ?? 0) + 2 * pad;
  const title = escapeXml(`${label}: ${text}`);
  const word = (part: string, x: number, length: number, fill: string) =>
    `<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs" fill="${fill}">${escapeXml(part)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="20" fill="#f4f3f0"/><rect width="${split}" height="20" fill="#24262a"/>`,
    '<g font-family="Inter,Verdana,sans-serif" font-size="11">',
    word(label, pad, left ?? 0, "#ffffff"),
    word(text, split + pad, right ?? 0, "#24262a"),
    "</g></svg>",
  ].join("");
}

function escapeXml(text: string): string {
  return text.replace(/\p{C}/gu, "").replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
