import sharp from "sharp";
import { expect, it } from "vitest";
import { cardHeight, cardWidth } from "#/features/share/card-size.ts";
import { type CardLine, cardSvg } from "#/features/share/card-svg.ts";

const line = (point: number): CardLine => ({
  label: "Perception",
  value: "65.3 %",
  rank: "rank 1 (1–3) of 14",
  point,
  low: point - 0.02,
  high: point + 0.02,
  others: [0.4, 0.5],
});
const card = { title: '书生 <b>&"', under: "", foot: "", lines: [line(0.6), line(0.5)] };

it("draws a card of the size that previews want, in which no text is markup", async () => {
  const svg = cardSvg(card);
  expect(svg).not.toMatch(/<text|<b>|&"/);
  const { width, height } = await sharp(Buffer.from(svg)).metadata();
  expect([width, height]).toEqual([cardWidth, cardHeight]);
});

it("puts lines on one axis where they are of one table", () => {
  const points = (svg: string) => [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  const [own, second] = points(cardSvg(card));
  const [first, lower] = points(cardSvg({ ...card, sharedAxis: true }));
  expect(own).toBe(first);
  expect(lower).toBeLessThan(second ?? 0);
});
