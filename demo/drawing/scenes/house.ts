import { type Colour, css, lighten } from "#/demo/drawing/colour.ts";
import type { Box, Frame, SceneKind } from "#/demo/drawing/scene.ts";
import {
  lineHeight,
  paintClouds,
  paintDisc,
  paintGrass,
  paintLand,
  paintPine,
  paintSky,
  paintStars,
  polygon,
  rectangle,
  ridgeLine,
  strokes,
} from "#/demo/drawing/shapes.ts";

function paintHouse({ sheet, light, subjectColour }: Frame, x: number, base: number, size: number): Box {
  const wall = light.lit(subjectColour);
  const roof = light.lit([92, 60, 52]);
  const glass: Colour = light.name === "day" ? [196, 222, 236] : [255, 218, 130];
  const left = x - size * 0.5;
  sheet.add(
    rectangle(
      left,
      base - size * 0.55,
      size,
      size * 0.55,
      sheet.horizontal([
        [0, lighten(wall, 0.12)],
        [1, lighten(wall, -0.2)],
      ]),
    ),
    rectangle(x + size * 0.22, base - size * 0.98, size * 0.12, size * 0.3, css(lighten(roof, -0.2))),
    polygon(
      [
        [left - size * 0.1, base - size * 0.52],
        [x, base - size],
        [left + size * 1.1, base - size * 0.52],
      ],
      css(roof),
    ),
    polygon(
      [
        [x, base - size],
        [left + size * 1.1, base - size * 0.52],
        [x + size * 0.3, base - size * 0.52],
      ],
      css(lighten(roof, -0.25)),
    ),
    rectangle(x - size * 0.1, base - size * 0.32, size * 0.2, size * 0.32, css(lighten(roof, -0.1))),
  );
  for (const offset of [-0.38, 0.2]) {
    sheet.add(
      rectangle(
        x + size * offset,
        base - size * 0.4,
        size * 0.18,
        size * 0.2,
        css(glass),
        'stroke="white" stroke-width="2"',
      ),
    );
  }
  let planks = "";
  for (let row = 1; row < 9; row += 1) planks += `M${left} ${base - row * size * 0.06}h${size}`;
  sheet.add(strokes(planks, lighten(wall, -0.3), 0.8, 0.5));
  return { x: left - size * 0.1, y: base - size, width: size * 1.2, height: size };
}

function draw(frame: Frame): Record<string, Box> {
  const { width, height, random, light } = frame;
  const horizon = height * random.between(0.42, 0.5);
  paintSky(frame, horizon + height * 0.1);
  if (light.name === "night") paintStars(frame, 160, horizon);
  paintDisc(frame, width * random.between(0.15, 0.85), horizon * random.between(0.3, 0.8), height * 0.05);
  paintClouds(frame, 4, horizon);
  const greens: readonly Colour[] = [
    [104, 140, 150],
    [94, 142, 112],
    [88, 150, 84],
    [78, 140, 62],
  ];
  greens.forEach((green, index) => {
    const line = ridgeLine(random, width, horizon + index * height * 0.1, height * (0.09 - index * 0.017));
    paintLand(frame, line, green, 0.55 - index * 0.18);
    for (let tree = 0; tree < 5 + index * 2; tree += 1) {
      const x = random.between(0, width);
      const size = height * (0.04 + index * 0.022) * random.between(0.7, 1.3);
      if (Math.abs(x - frame.subjectX * width) > width * 0.17)
        paintPine(frame, x, lineHeight(line, x) + 6, size, [44, 92 + index * 6, 62]);
    }
  });
  const box = paintHouse(frame, frame.subjectX * width, height * 0.83, height * 0.3);
  paintGrass(frame, height * 0.82, height * 1.02, 700, [84, 142, 60]);
  return {
    house: box,
    sky: { x: 0, y: 0, width, height: horizon * 0.85 },
    grass: { x: 0, y: height * 0.84, width, height: height * 0.16 },
  };
}

export const house: SceneKind = {
  title: "a small house among layered hills and pine trees",
  subject: "house",
  backdrop: ["sky", "grass"],
  hasHorizon: false,
  draw,
};
