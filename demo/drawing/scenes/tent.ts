import { type Colour, css, lighten } from "#/demo/drawing/colour.ts";
import type { Box, Frame, SceneKind } from "#/demo/drawing/scene.ts";
import {
  ellipse,
  lineHeight,
  paintClouds,
  paintDisc,
  paintGrass,
  paintLand,
  paintPine,
  paintSky,
  paintStars,
  path,
  polygon,
  ridgeLine,
  strokes,
} from "#/demo/drawing/shapes.ts";

function paintTent({ sheet, light, subjectColour }: Frame, x: number, base: number, size: number): Box {
  const night = light.name === "night";
  const cloth: Colour = night ? lighten(subjectColour, -0.12) : light.lit(subjectColour);
  const top = base - size * 0.72;
  const [left, right] = [x - size * 0.75, x + size * 0.75];
  if (night)
    sheet.add(
      ellipse(
        x,
        base - size * 0.2,
        size * 1.5,
        size * 0.8,
        sheet.radial([
          [0, [255, 200, 110], 0.4],
          [1, [255, 180, 90], 0],
        ]),
      ),
    );
  const front = sheet.vertical([
    [0, lighten(cloth, 0.28)],
    [1, lighten(cloth, -0.12)],
  ]);
  sheet.add(
    path(
      `M${x - size * 0.12} ${top}Q${x + size * 0.5} ${top + size * 0.1} ${right} ${base}L${x + size * 0.2} ${base}z`,
      css(lighten(cloth, -0.28)),
    ),
    path(
      `M${x - size * 0.12} ${top}Q${x - size * 0.45} ${top + size * 0.35} ${left} ${base}H${x + size * 0.3}z`,
      front,
    ),
    polygon(
      [
        [x - size * 0.12, top + size * 0.14],
        [x - size * 0.32, base],
        [x + size * 0.02, base],
      ],
      css(night ? [255, 224, 150] : lighten(cloth, -0.6)),
    ),
    strokes(
      `M${x - size * 0.12} ${top}L${x + size * 0.3} ${base}M${x - size * 0.12} ${top}L${x - size * 0.48} ${base}M${x + size * 0.14} ${top + size * 0.09}L${x + size * 0.52} ${base}`,
      lighten(cloth, -0.45),
      1.6,
      0.8,
    ),
    strokes(
      `M${left} ${base}l${-size * 0.16} ${size * 0.06}M${right} ${base}l${size * 0.16} ${size * 0.06}`,
      light.lit([230, 220, 200]),
      1.5,
    ),
  );
  return { x: left, y: top, width: right - left, height: base - top };
}

function draw(frame: Frame): Record<string, Box> {
  const { width, height, random, light } = frame;
  const horizon = height * random.between(0.5, 0.56);
  paintSky(frame, horizon);
  if (light.name === "night") paintStars(frame, 420, horizon);
  paintDisc(frame, width * random.between(0.1, 0.9), horizon * random.between(0.18, 0.5), height * 0.05);
  if (light.name !== "night") paintClouds(frame, 5, horizon);
  paintLand(
    frame,
    ridgeLine(random, width, horizon - height * 0.08, height * 0.12, 26),
    [112, 124, 150],
    0.4,
  );
  paintLand(frame, ridgeLine(random, width, horizon, height * 0.08, 14), [92, 112, 124], 0.18);
  const line = ridgeLine(random, width, horizon + height * 0.11, height * 0.02);
  paintLand(frame, line, [86, 128, 70], 0.04);
  for (let tree = 0; tree < 26; tree += 1) {
    const x = random.between(0, width);
    paintPine(frame, x, lineHeight(line, x) + 6, height * random.between(0.1, 0.2), [40, 84, 62]);
  }
  paintGrass(frame, horizon + height * 0.14, height, 900, [88, 132, 62]);
  const box = paintTent(frame, frame.subjectX * width, height * 0.86, height * 0.36);
  return {
    tent: box,
    sky: { x: 0, y: 0, width, height: horizon * 0.6 },
    grass: { x: 0, y: height * 0.84, width, height: height * 0.16 },
  };
}

export const tent: SceneKind = {
  title: "a tent on a meadow below jagged mountains",
  subject: "tent",
  backdrop: ["sky", "grass"],
  hasHorizon: false,
  draw,
};
