import { type Colour, css, lighten, namedColours } from "#/demo/drawing/colour.ts";
import type { Box, Frame, SceneKind } from "#/demo/drawing/scene.ts";
import {
  ellipse,
  paintClouds,
  paintDisc,
  paintSky,
  paintStars,
  paintWater,
  path,
  polygon,
  rectangle,
  strokes,
} from "#/demo/drawing/shapes.ts";

function paintSand({ sheet, width, height, random, light }: Frame, shore: number): void {
  const sand = light.lit([232, 208, 160]);
  const edge = `M-20 ${shore}Q${width * 0.25} ${shore - 12} ${width * 0.5} ${shore}T${width + 20} ${shore - 4}`;
  sheet.add(
    path(
      `${edge}V${height + 20}H-20z`,
      sheet.vertical([
        [0, lighten(sand, -0.14)],
        [0.3, sand],
        [1, lighten(sand, -0.1)],
      ]),
    ),
    strokes(edge, [255, 255, 255], 5, light.name === "night" ? 0.35 : 0.8),
  );
  for (const shade of [-0.24, -0.12, 0.35]) {
    let grains = "";
    for (let grain = 0; grain < 260; grain += 1) {
      grains += `M${random.between(0, width).toFixed(1)} ${random.between(shore + 6, height).toFixed(1)}h${random.between(0.1, 3).toFixed(1)}`;
    }
    sheet.add(strokes(grains, lighten(sand, shade), 1.4, 0.8));
  }
}

function paintUmbrella({ sheet, light, subjectColour }: Frame, x: number, base: number, size: number): Box {
  const cloth = light.lit(subjectColour);
  const top = base - size;
  const rim = top + size * 0.42;
  const half = size * 0.62;
  const shadow = sheet.radial([
    [0, [60, 40, 30], 0.5],
    [1, [60, 40, 30], 0],
  ]);
  sheet.add(
    ellipse(x + size * 0.18, base, size * 0.5, size * 0.08, shadow),
    strokes(`M${x} ${top}V${base}`, light.lit([240, 236, 226]), 5),
  );
  const edges = [-1, -0.62, -0.22, 0.22, 0.62, 1];
  for (let segment = 0; segment < 5; segment += 1) {
    const [from, to] = [edges[segment] ?? 0, edges[segment + 1] ?? 0];
    const colour = segment % 2 === 0 ? cloth : lighten(cloth, 0.5);
    sheet.add(
      path(
        `M${x} ${top}Q${x + half * from * 0.95} ${top + size * 0.06} ${x + half * from} ${rim}Q${x + (half * (from + to)) / 2} ${rim - size * 0.07} ${x + half * to} ${rim}Q${x + half * to * 0.95} ${top + size * 0.06} ${x} ${top}z`,
        css(lighten(colour, -0.06 * segment)),
        'stroke="rgba(60,20,20,0.3)"',
      ),
    );
  }
  return { x: x - half, y: top, width: half * 2, height: size };
}

function paintTowel({ sheet, light }: Frame, x: number, y: number, size: number, colour: Colour): void {
  const lit = light.lit(colour);
  sheet.add(
    polygon(
      [
        [x, y],
        [x + size, y],
        [x + size * 0.8, y + size * 0.3],
        [x - size * 0.2, y + size * 0.3],
      ],
      css(lit),
    ),
  );
  for (const step of [0.25, 0.55, 0.85]) {
    sheet.add(
      strokes(
        `M${x + size * (step - 0.02)} ${y + 1}l${-size * 0.18} ${size * 0.28}`,
        lighten(lit, 0.6),
        4,
        0.8,
      ),
    );
  }
}

function draw(frame: Frame): Record<string, Box> {
  const { sheet, width, height, random, light } = frame;
  const horizon = height * random.between(0.38, 0.44);
  const discX = width * (frame.subjectX < 0.5 ? 0.8 : 0.2);
  paintSky(frame, horizon);
  if (light.name === "night") paintStars(frame, 180, horizon);
  paintDisc(frame, discX, horizon * random.between(0.35, 0.75), height * 0.055);
  paintClouds(frame, 4, horizon);
  paintWater(frame, horizon, discX);
  for (let sail = 0; sail < 3; sail += 1) {
    sheet.add(
      path(
        `M${width * random.between(0.05, 0.95)} ${horizon + 5}l0 -24l13 22z`,
        css(light.lit([250, 248, 240])),
      ),
    );
  }
  paintSand(frame, height * 0.66);
  const side = frame.subjectX < 0.5 ? 1 : -1;
  paintTowel(
    frame,
    frame.subjectX * width + side * width * 0.16,
    height * 0.84,
    width * 0.2,
    random.pick([namedColours.blue, [60, 150, 150], namedColours.orange] as const),
  );
  const box = paintUmbrella(frame, frame.subjectX * width, height * 0.87, height * 0.58);
  sheet.add(
    rectangle(frame.subjectX * width - 30, height * 0.86, 44, 16, css(light.lit([206, 180, 130])), 'rx="8"'),
  );
  return {
    umbrella: box,
    sky: { x: 0, y: 0, width, height: horizon * 0.7 },
    sand: { x: 0, y: height * 0.72, width, height: height * 0.28 },
  };
}

export const umbrella: SceneKind = {
  title: "a striped beach umbrella on the sand by the sea",
  subject: "umbrella",
  backdrop: ["sky", "sand"],
  hasHorizon: true,
  draw,
};
