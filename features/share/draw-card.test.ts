import sharp from "sharp";
import { expect, it } from "vitest";
import { cardHeight, cardWidth } from "#/features/share/card-size.ts";
import { type CardLine, drawCard } from "#/features/share/draw-card.ts";

const line = (point: number): CardLine => ({
  label: "Perception",
  value: "65.3 %",
  rank: "rank 1 (1–3) of 14",
  point,
  low: point - 0.02,
  high: point + 0.02,
  others: [0.4, 0.5],
  range: [0, 1],
});
const card = { title: '书生 <b>&"', under: "", foot: "", lines: [line(0.6), line(0.5)] };

it("draws a card of the size that previews want, in which no text is markup", async () => {
  const svg = drawCard(card);
  expect(svg).not.toMatch(/<text|<b>|&"/);
  const { width, height } = await sharp(Buffer.from(svg)).metadata();
  expect([width, height]).toEqual([cardWidth, cardHeight]);
});

it("puts figures on the axis they were given", () => {
  const points = [...drawCard(card).matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  const [better = 0, lower = 0] = points;
  const [from, to] = [better - 0.6 * ((better - lower) / 0.1), better + 0.4 * ((better - lower) / 0.1)];
  expect(better).toBeGreaterThan(lower);
  expect(from).toBeGreaterThan(cardWidth / 2);
  expect(to).toBeLessThan(cardWidth);
});
