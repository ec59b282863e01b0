import { type Colour, css, lighten, mix } from "#/demo/drawing/colour.ts";
import type { Box, Frame, SceneKind } from "#/demo/drawing/scene.ts";
import {
  lineHeight,
  paintClouds,
  paintDisc,
  paintLand,
  paintPine,
  paintSky,
  paintStars,
  paintWater,
  path,
  polygon,
  ridgeLine,
  strokes,
} from "#/demo/drawing/shapes.ts";

function paintPeaks(frame: Frame, horizon: number): void {
  const { sheet, width, height, random, light } = frame;
  const rock = mix(light.lit([106, 116, 140]), light.haze, 0.25);
  const snow = mix(light.lit([248, 250, 252]), light.haze, 0.15);
  for (const share of [0.12, 0.38, 0.62, 0.9]) {
    const x = width * (share + random.between(-0.06, 0.06));
    const peak = height * random.between(0.2, 0.36);
    const half = peak * random.between(0.85, 1.15);
    const top = horizon - peak;
    sheet.add(
      polygon(
        [
          [x - half, horizon + 2],
          [x, top],
          [x + half, horizon + 2],
        ],
        css(rock),
      ),
      polygon(
        [
          [x, top],
          [x + half, horizon + 2],
          [x + half * 0.15, horizon + 2],
          [x - half * 0.08, top + peak * 0.5],
        ],
        css(lighten(rock, -0.28)),
      ),
      polygon(
        [
          [x, top],
          [x + half * 0.32, top + peak * 0.32],
          [x + half * 0.14, top + peak * 0.26],
          [x, top + peak * 0.4],
          [x - half * 0.14, top + peak * 0.27],
          [x - half * 0.3, top + peak * 0.3],
        ],
        css(snow),
      ),
    );
  }
}

function paintCanoe({ sheet, light, subjectColour }: Frame, x: number, y: number, size: number): Box {
  const paint = light.lit(subjectColour);
  const hull = (flip: number) =>
    `M${x - size} ${y - size * 0.16 * flip}Q${x - size * 0.8} ${y + size * 0.2 * flip} ${x - size * 0.4} ${y + size * 0.22 * flip}H${x + size * 0.4}Q${x + size * 0.8} ${y + size * 0.2 * flip} ${x + size} ${y - size * 0.16 * flip}Q${x} ${y + size * 0.1 * flip} ${x - size} ${y - size * 0.16 * flip}z`;
  sheet.add(
    `<g opacity="0.3" transform="translate(0 ${size * 0.4})">${path(hull(-1), css(lighten(paint, -0.2)))}</g>`,
    path(
      `M${x - size} ${y - size * 0.16}Q${x} ${y - size * 0.06} ${x + size} ${y - size * 0.16}Q${x} ${y + size * 0.14} ${x - size} ${y - size * 0.16}z`,
      css(lighten(paint, -0.6)),
    ),
    path(
      hull(1),
      sheet.vertical([
        [0, lighten(paint, 0.22)],
        [1, lighten(paint, -0.35)],
      ]),
    ),
    strokes(
      `M${x - size * 0.98} ${y - size * 0.15}Q${x} ${y + size * 0.1} ${x + size * 0.98} ${y - size * 0.15}`,
      light.lit([240, 214, 160]),
      4,
    ),
    strokes(
      `M${x - size * 0.1} ${y + size * 0.02}L${x + size * 0.5} ${y - size * 0.42}`,
      light.lit([150, 104, 60]),
      5,
    ),
    strokes(
      `M${x + size * 0.46} ${y - size * 0.39}l${size * 0.12} ${-size * 0.09}`,
      light.lit([180, 130, 80]),
      12,
    ),
  );
  return { x: x - size, y: y - size * 0.4, width: size * 2, height: size * 0.65 };
}

function draw(frame: Frame): Record<string, Box> {
  const { width, height, random, light } = frame;
  const horizon = height * random.between(0.46, 0.52);
  paintSky(frame, horizon);
  if (light.name === "night") paintStars(frame, 260, horizon);
  const discX = width * random.between(0.15, 0.85);
  paintDisc(frame, discX, horizon * random.between(0.18, 0.4), height * 0.045);
  paintClouds(frame, 4, horizon);
  paintPeaks(frame, horizon);
  const line = ridgeLine(random, width, horizon - height * 0.015, height * 0.02);
  paintLand(frame, line, [70, 112, 84], 0.15);
  const pine: Colour = [36, 84, 62];
  for (let tree = 0; tree < 44; tree += 1) {
    const x = random.between(0, width);
    paintPine(frame, x, lineHeight(line, x) + 8, height * random.between(0.05, 0.11), pine);
  }
  paintWater(frame, horizon + height * 0.02, discX);
  const box = paintCanoe(frame, frame.subjectX * width, height * 0.78, width * 0.21);
  return {
    canoe: box,
    sky: { x: 0, y: 0, width, height: horizon * 0.45 },
    lake: { x: 0, y: height * 0.56, width, height: height * 0.44 },
  };
}

export const canoe: SceneKind = {
  title: "a canoe on a mountain lake below snowy peaks",
  subject: "canoe",
  backdrop: ["sky", "lake"],
  hasHorizon: true,
  draw,
};
