import { type Colour, css, lighten, mix } from "#/demo/drawing/colour.ts";
import type { Box, Frame, SceneKind } from "#/demo/drawing/scene.ts";
import {
  paintClouds,
  paintDisc,
  paintSky,
  paintStars,
  paintWater,
  polygon,
  rectangle,
  strokes,
} from "#/demo/drawing/shapes.ts";

type Block = { x: number; width: number; top: number; base: number; colour: Colour };

function paintWindows({ sheet, random, light }: Frame, { x, width, top, base }: Block, glow: number): void {
  let lit = "";
  let dark = "";
  for (let row = top + 8; row < base - 8; row += 10) {
    for (let column = x + 5; column < x + width - 6; column += 8) {
      const pane = `M${column.toFixed(1)} ${row.toFixed(1)}h4v5h-4z`;
      if (random.chance(glow)) lit += pane;
      else dark += pane;
    }
  }
  const warm: Colour = light.name === "day" ? [226, 240, 248] : [255, 216, 126];
  sheet.add(`<path d="${lit}" fill="${css(warm)}"/>`, `<path d="${dark}" fill="rgba(12,18,36,0.4)"/>`);
}

function paintBlock(frame: Frame, block: Block, glow: number): void {
  const { sheet } = frame;
  const { x, width, top, base, colour } = block;
  const fill = sheet.horizontal([
    [0, lighten(colour, 0.1)],
    [0.7, colour],
    [1, lighten(colour, -0.3)],
  ]);
  sheet.add(rectangle(x, top, width, base - top, fill));
  paintWindows(frame, block, glow);
}

function paintRow(frame: Frame, horizon: number, tallest: number, colour: Colour): void {
  const { width, random, light } = frame;
  let x = -10;
  while (x < width) {
    const block = random.between(width * 0.05, width * 0.1);
    const top = horizon - tallest * random.between(0.35, 1);
    paintBlock(frame, { x, width: block, top, base: horizon, colour }, light.name === "day" ? 0.25 : 0.35);
    x += block + random.between(-4, 8);
  }
}

function paintTower(frame: Frame, horizon: number): Box {
  const { sheet, width, height, light, subjectColour } = frame;
  const x = frame.subjectX * width;
  const half = width * 0.065;
  const top = height * 0.2;
  const colour = light.lit(subjectColour);
  paintBlock(
    frame,
    { x: x - half, width: half * 2, top, base: horizon, colour },
    light.name === "day" ? 0.35 : 0.6,
  );
  sheet.add(
    polygon(
      [
        [x - half, top],
        [x - half * 0.45, top - height * 0.07],
        [x + half * 0.45, top - height * 0.07],
        [x + half, top],
      ],
      css(lighten(colour, 0.1)),
    ),
    strokes(`M${x} ${top - height * 0.07}V${top - height * 0.14}`, lighten(colour, -0.2), 3),
  );
  return { x: x - half, y: top - height * 0.1, width: half * 2, height: horizon - top + height * 0.1 };
}

function draw(frame: Frame): Record<string, Box> {
  const { width, height, random, light } = frame;
  const horizon = height * random.between(0.7, 0.76);
  const discX = width * random.between(0.1, 0.9);
  paintSky(frame, horizon);
  if (light.name === "night") paintStars(frame, 140, horizon * 0.7);
  paintDisc(frame, discX, horizon * random.between(0.2, 0.45), height * 0.045);
  paintClouds(frame, 4, horizon * 0.8);
  const stone = light.lit([112, 122, 146]);
  paintRow(frame, horizon, height * 0.42, mix(stone, light.haze, 0.55));
  paintRow(frame, horizon, height * 0.3, mix(stone, light.haze, 0.2));
  const box = paintTower(frame, horizon);
  paintRow(frame, horizon, height * 0.13, lighten(stone, -0.3));
  paintWater(frame, horizon, frame.subjectX * width);
  return {
    tower: box,
    sky: { x: 0, y: 0, width, height: height * 0.26 },
    river: { x: 0, y: horizon, width, height: height - horizon },
  };
}

export const tower: SceneKind = {
  title: "a city skyline with one tall tower by a river",
  subject: "tower",
  backdrop: ["sky", "river"],
  hasHorizon: true,
  draw,
};
