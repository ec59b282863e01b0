import { css, lighten, mix } from "#/demo/drawing/colour.ts";
import type { Box, Frame, SceneKind } from "#/demo/drawing/scene.ts";
import {
  ellipse,
  paintClouds,
  paintDisc,
  paintLand,
  paintSky,
  paintStars,
  paintWater,
  path,
  polygon,
  rectangle,
  ridgeLine,
  strokes,
} from "#/demo/drawing/shapes.ts";

function paintRock(
  { sheet, random, light }: Frame,
  x: number,
  y: number,
  size: number,
  height: number,
): void {
  const stone = light.lit([122, 108, 98]);
  const outline = `M${x - size} ${height}C${x - size * 0.8} ${y + size * 0.25} ${x - size * 0.45} ${y} ${x - size * 0.2} ${y}H${x + size * 0.3}C${x + size * 0.55} ${y + size * 0.1} ${x + size * 0.8} ${y + size * 0.3} ${x + size * 1.1} ${height}z`;
  sheet.add(
    path(
      outline,
      sheet.vertical([
        [0, lighten(stone, 0.2)],
        [1, lighten(stone, -0.5)],
      ]),
    ),
  );
  for (const shade of [-0.35, 0.25]) {
    let cracks = "";
    for (let crack = 0; crack < 26; crack += 1) {
      const depth = random.between(0.08, 1);
      const side = random.between(-0.55, 0.6) * size * (0.5 + depth * 0.6);
      cracks += `M${(x + side).toFixed(1)} ${(y + depth * (height - y)).toFixed(1)}l${random.between(-9, 9).toFixed(1)} ${random.between(5, 20).toFixed(1)}l${random.between(-7, 7).toFixed(1)} ${random.between(2, 9).toFixed(1)}`;
    }
    sheet.add(strokes(cracks, lighten(stone, shade), 1.4, 0.7));
  }
}

function paintTower({ sheet, light, subjectColour }: Frame, x: number, base: number, size: number): Box {
  const paint = light.lit(subjectColour);
  const white = light.lit([244, 240, 230]);
  const top = base - size * 0.78;
  const half = (y: number) => size * (0.1 + 0.06 * ((y - top) / (base - top)));
  for (let band = 0; band < 5; band += 1) {
    const [from, to] = [top + ((base - top) * band) / 5, top + ((base - top) * (band + 1)) / 5];
    const colour = band % 2 === 0 ? paint : white;
    const fill = sheet.horizontal([
      [0, lighten(colour, 0.1)],
      [0.4, colour],
      [1, lighten(colour, -0.38)],
    ]);
    sheet.add(
      polygon(
        [
          [x - half(from), from],
          [x + half(from), from],
          [x + half(to), to + 0.5],
          [x - half(to), to + 0.5],
        ],
        fill,
      ),
    );
  }
  const lamp = sheet.radial([
    [0, [255, 250, 210]],
    [0.25, [255, 228, 140], 0.5],
    [1, [255, 220, 120], 0],
  ]);
  sheet.add(
    rectangle(x - size * 0.14, top - size * 0.03, size * 0.28, size * 0.035, css(lighten(paint, -0.45))),
    rectangle(
      x - size * 0.075,
      top - size * 0.13,
      size * 0.15,
      size * 0.1,
      css(mix(white, [255, 220, 120], 0.6)),
    ),
    strokes(
      `M${x - size * 0.04} ${top - size * 0.13}v${size * 0.1}M${x + size * 0.04} ${top - size * 0.13}v${size * 0.1}`,
      lighten(paint, -0.5),
      2,
    ),
    path(
      `M${x - size * 0.1} ${top - size * 0.125}Q${x} ${top - size * 0.28} ${x + size * 0.1} ${top - size * 0.125}z`,
      css(lighten(paint, -0.15)),
    ),
    rectangle(x - size * 0.03, base - size * 0.13, size * 0.06, size * 0.13, css(lighten(paint, -0.6))),
  );
  if (light.name !== "day") sheet.add(ellipse(x, top - size * 0.08, size * 0.35, size * 0.35, lamp));
  return { x: x - size * 0.17, y: top - size * 0.22, width: size * 0.34, height: size };
}

function draw(frame: Frame): Record<string, Box> {
  const { width, height, random, light } = frame;
  const horizon = height * random.between(0.6, 0.68);
  const discX = width * (frame.subjectX < 0.5 ? random.between(0.68, 0.88) : random.between(0.12, 0.3));
  paintSky(frame, horizon);
  if (light.name === "night") paintStars(frame, 240, horizon);
  paintDisc(frame, discX, horizon * random.between(0.3, 0.85), height * 0.05);
  paintClouds(frame, 5, horizon);
  paintLand(frame, ridgeLine(random, width, horizon - height * 0.015, height * 0.03), [84, 104, 118], 0.5);
  paintWater(frame, horizon, discX);
  paintRock(frame, frame.subjectX * width, height * 0.76, height * 0.34, height + 30);
  const box = paintTower(frame, frame.subjectX * width, height * 0.78, height * 0.6);
  return {
    lighthouse: box,
    sky: { x: 0, y: 0, width, height: horizon * 0.85 },
    sea: { x: 0, y: horizon, width, height: height - horizon },
  };
}

export const lighthouse: SceneKind = {
  title: "a striped lighthouse on a rock above the sea",
  subject: "lighthouse",
  backdrop: ["sea", "sky"],
  hasHorizon: true,
  draw,
};
