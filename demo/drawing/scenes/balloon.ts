import { type Colour, css, lighten, namedColours } from "#/demo/drawing/colour.ts";
import type { Box, Frame, SceneKind } from "#/demo/drawing/scene.ts";
import {
  lineHeight,
  paintClouds,
  paintDisc,
  paintLand,
  paintPine,
  paintSky,
  paintStars,
  path,
  rectangle,
  ridgeLine,
  strokes,
} from "#/demo/drawing/shapes.ts";

function paintBalloon({ sheet, light }: Frame, x: number, y: number, radius: number, colour: Colour): Box {
  const cloth = light.lit(colour);
  const base = y + radius * 1.35;
  const gore = (share: number) =>
    `M${x} ${y - radius}C${x + radius * 1.3 * share} ${y - radius} ${x + radius * 1.25 * share} ${y + radius * 0.45} ${x + radius * 0.22 * share} ${base}H${x - radius * 0.22 * share}C${x - radius * 1.25 * share} ${y + radius * 0.45} ${x - radius * 1.3 * share} ${y - radius} ${x} ${y - radius}z`;
  const tones = [0, 0.5, -0.05, 0.42, 0.06];
  [1, 0.8, 0.56, 0.32, 0.12].forEach((share, index) => {
    sheet.add(path(gore(share), css(lighten(cloth, tones[index] ?? 0))));
  });
  sheet.add(
    path(
      gore(1),
      sheet.horizontal([
        [0, [255, 255, 255], 0.28],
        [0.5, [255, 255, 255], 0],
        [1, [0, 0, 20], 0.4],
      ]),
    ),
  );
  const basket = radius * 0.3;
  sheet.add(
    strokes(
      `M${x - radius * 0.2} ${base}L${x - basket / 2} ${base + radius * 0.35}M${x + radius * 0.2} ${base}L${x + basket / 2} ${base + radius * 0.35}`,
      light.lit([70, 50, 36]),
      1.5,
    ),
    rectangle(
      x - basket / 2,
      base + radius * 0.33,
      basket,
      basket * 0.75,
      css(light.lit([136, 92, 54])),
      'rx="3"',
    ),
    strokes(`M${x - basket / 2} ${base + radius * 0.42}h${basket}`, light.lit([84, 54, 32]), 2),
  );
  return { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2.9 };
}

function draw(frame: Frame): Record<string, Box> {
  const { width, height, random, light } = frame;
  const horizon = height * random.between(0.66, 0.74);
  paintSky(frame, horizon);
  if (light.name === "night") paintStars(frame, 220, horizon);
  paintDisc(frame, width * (frame.subjectX < 0.5 ? 0.8 : 0.2), horizon * 0.75, height * 0.05);
  paintClouds(frame, 5, horizon);
  const greens: readonly Colour[] = [
    [120, 146, 164],
    [104, 148, 128],
    [84, 140, 78],
  ];
  greens.forEach((green, index) => {
    const line = ridgeLine(random, width, horizon + index * height * 0.09, height * 0.05);
    paintLand(frame, line, green, 0.55 - index * 0.24);
    for (let tree = 0; tree < 16; tree += 1) {
      const x = random.between(0, width);
      paintPine(
        frame,
        x,
        lineHeight(line, x) + 5,
        height * (0.03 + index * 0.028) * random.between(0.7, 1.3),
        [46, 98, 66],
      );
    }
  });
  for (let small = 0; small < 4; small += 1) {
    const x = (frame.subjectX + 0.24 + (small * 0.52) / 3) % 1;
    const colour = random.pick([
      namedColours.yellow,
      namedColours.orange,
      namedColours.purple,
      namedColours.green,
    ] as const);
    paintBalloon(
      frame,
      x * width,
      height * random.between(0.12, 0.5),
      height * random.between(0.025, 0.055),
      colour,
    );
  }
  const box = paintBalloon(frame, frame.subjectX * width, height * 0.32, height * 0.2, frame.subjectColour);
  return {
    balloon: box,
    sky: { x: 0, y: 0, width, height: horizon * 0.8 },
    valley: { x: 0, y: height * 0.76, width, height: height * 0.24 },
  };
}

export const balloon: SceneKind = {
  title: "hot-air balloons over a misty valley",
  subject: "balloon",
  backdrop: ["valley", "sky"],
  hasHorizon: false,
  draw,
};
