import type { Estimate } from "#/evaluation/statistics/estimate.ts";
import { cardHeight, cardWidth } from "#/features/share/card-size.ts";
import { outlineText } from "#/lib/text-outline.ts";

/** A figure of one row beside those of the others on the same axis; `low` and `high` where an interval is known. @internal */
export type CardLine = Pick<Estimate, "low" | "high"> & {
  label: string;
  value: string;
  rank: string | null;
  point: number;
  others: number[];
  /** The ends of its axis. */
  range: readonly [number, number];
};
export type CardFacts = {
  title: string;
  under: string;
  lines: CardLine[];
  foot: string;
};

const margin = 72;
const axis = { from: 670, to: cardWidth - margin };
const ink = "#16181d";
const muted = "#5b5f69";
const accent = "#1f4fb8";

/** Returns a picture of 1200 × 630 for a link's preview: a title, up to five figures with their intervals, and whose they are. */
export function drawCard({ title, under, lines, foot }: CardFacts): string {
  const step = lines.length > 3 ? 74 : 100;
  const drawn = lines.map((line, index) => lineSvg(line, 258 + index * step, lines.length > 3));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cardWidth}" height="${cardHeight}" viewBox="0 0 ${cardWidth} ${cardHeight}">`,
    `<rect width="${cardWidth}" height="${cardHeight}" fill="#fcfbfa"/>`,
    mark(margin, 62),
    text("Q-Bench Board", { x: margin + 44, y: 86, size: 26, fill: muted }),
    text(title, { x: margin, y: 168, size: 58, bold: true, width: cardWidth - 2 * margin }),
    text(under, { x: margin, y: 212, size: 26, fill: muted, width: cardWidth - 2 * margin }),
    ...drawn,
    `<rect x="${margin}" y="566" width="${cardWidth - 2 * margin}" height="1" fill="#c9c8c4"/>`,
    text(foot, { x: margin, y: 600, size: 22, fill: muted, width: cardWidth - 2 * margin }),
    "</svg>",
  ].join("");
}

function lineSvg(line: CardLine, y: number, small: boolean): string {
  const { label, value, rank, point, low, high, others } = line;
  const [least, most] = line.range;
  const span = most - least || 1;
  const at = (one: number) => (axis.from + ((one - least) / span) * (axis.to - axis.from)).toFixed(1);
  const middle = y + (small ? 16 : 30);
  const size = small ? 28 : 44;
  const ticks = others.map(
    (one) => `<rect x="${at(one)}" y="${middle - 9}" width="1.5" height="18" fill="#a9abb1"/>`,
  );
  const interval =
    low === null || high === null
      ? ""
      : `<rect x="${at(low)}" y="${middle - 4}" width="${(Number(at(high)) - Number(at(low))).toFixed(1)}" height="8" fill="${accent}" opacity="0.35"/>`;
  return [
    text(label, {
      x: margin,
      y: y + (small ? 26 : 22),
      size: small ? 26 : 24,
      fill: small ? ink : muted,
      width: small ? 385 : 560,
    }),
    text(value, { x: small ? 472 : margin, y: small ? y + 26 : y + 70, size, bold: true }),
    rank
      ? text(rank, {
          x: small ? 585 : margin + 170,
          y: small ? y + 26 : y + 68,
          size: 24,
          fill: muted,
          width: small ? 75 : 390,
        })
      : "",
    `<rect x="${axis.from}" y="${middle}" width="${axis.to - axis.from}" height="1" fill="#d9d8d4"/>`,
    ...ticks,
    interval,
    `<circle cx="${at(point)}" cy="${middle}" r="7" fill="${accent}"/>`,
  ].join("");
}

type Place = { x: number; y: number; size: number; bold?: boolean; fill?: string; width?: number };

function text(content: string, { x, y, size, bold = false, fill = ink, width }: Place): string {
  const { path, stroke } = outlineText(content, size, bold ? "bold" : "regular", width);
  return `<path transform="translate(${x} ${y})" d="${path}" fill="${fill}" stroke="${fill}" stroke-width="${stroke.toFixed(2)}"/>`;
}

function mark(x: number, y: number): string {
  const squares = [
    [0, 0, 1],
    [16, 0, 0.6],
    [0, 16, 0.35],
    [16, 16, 0.15],
  ] as const;
  return squares
    .map(
      ([dx, dy, opacity]) =>
        `<rect x="${x + dx}" y="${y + dy}" width="13" height="13" fill="${ink}" opacity="${opacity}"/>`,
    )
    .join("");
}
