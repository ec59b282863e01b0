import { expect, it } from "vitest";
import { badgeSvg } from "#/features/model-pages/badge-svg.ts";

it("draws a badge in which nothing of a name is markup", () => {
  const svg = badgeSvg({ label: 'a"<script>', text: "83.8 % · rank 2 (1–3)" });
  expect(svg).toContain('aria-label="a&#34;&#60;script&#62;: 83.8 % · rank 2 (1–3)"');
  expect(svg).not.toContain("<script>");
  expect(svg).toMatch(/^<svg [^>]*width="\d+" height="20"/);
});
