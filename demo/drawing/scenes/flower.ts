import { type Colour, css, lighten, namedColours } from "#/demo/drawing/colour.ts";
import type { Box, Frame, SceneKind } from "#/demo/drawing/scene.ts";
import {
  ellipse,
  paintClouds,
  paintDisc,
  paintGrass,
  paintLand,
  paintSky,
  paintStars,
  path,
  ridgeLine,
  strokes,
} from "#/demo/drawing/shapes.ts";

function petals(x: number, y: number, radius: number, count: number, fill: string, turn: number): string {
  let markup = "";
  for (let petal = 0; petal < count; petal += 1) {
    const degrees = turn + (360 / count) * petal;
    markup += `<path d="M0 0C${radius * 0.34} ${-radius * 0.3} ${radius * 0.34} ${-radius} 0 ${-radius}C${-radius * 0.34} ${-radius} ${-radius * 0.34} ${-radius * 0.3} 0 0z" fill="${fill}" stroke="rgba(40,10,20,0.25)" stroke-width="0.8" transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${degrees.toFixed(1)})"/>`;
  }
  return markup;
}

function paintMeadow({ sheet, width, height, random, light }: Frame, top: number): void {
  const colours: readonly [Colour, ...Colour[]] = [
    namedColours.white,
    namedColours.yellow,
    [226, 120, 150],
    [150, 120, 200],
    namedColours.red,
  ];
  for (let blossom = 0; blossom < 70; blossom += 1) {
    const depth = Math.sqrt(blossom / 70);
    const radius = 2.5 + depth * 9 * random.between(0.7, 1.2);
    const x = random.between(0, width);
    const y = top + depth * (height - top) * random.between(0.85, 1);
    sheet.add(petals(x, y, radius, 6, css(light.lit(random.pick(colours))), random.between(0, 60)));
    sheet.add(ellipse(x, y, radius * 0.28, radius * 0.28, css(light.lit([232, 180, 50]))));
  }
}

function paintFlower(
  { sheet, height, random, light, subjectColour }: Frame,
  x: number,
  y: number,
  radius: number,
): Box {
  const colour = light.lit(subjectColour);
  const stem = light.lit([58, 120, 52]);
  const leaf = (side: number) =>
    path(
      `M${x} ${y + radius * 2.1}q${side * radius * 0.4} ${-radius * 0.7} ${side * radius * 1.1} ${-radius * 0.6}q${-side * radius * 0.2} ${radius * 0.6} ${-side * radius * 1.1} ${radius * 0.6}z`,
      css(lighten(stem, 0.1)),
    );
  sheet.add(
    strokes(
      `M${x} ${y}Q${x + radius * 0.15} ${y + radius * 1.6} ${x - radius * 0.05} ${height + 10}`,
      stem,
      radius * 0.11,
    ),
    leaf(1),
    leaf(-1),
  );
  const outer = sheet.vertical([
    [0, lighten(colour, 0.16)],
    [1, lighten(colour, -0.28)],
  ]);
  const inner = sheet.vertical([
    [0, lighten(colour, 0.32)],
    [1, lighten(colour, -0.12)],
  ]);
  const heart = sheet.radial([
    [0, light.lit([250, 206, 80])],
    [0.6, light.lit([206, 130, 34])],
    [1, light.lit([110, 62, 24])],
  ]);
  sheet.add(
    petals(x, y, radius, 12, outer, 0),
    petals(x, y, radius * 0.78, 12, inner, 15),
    ellipse(x, y, radius * 0.27, radius * 0.27, heart),
  );
  let pollen = "";
  for (let grain = 0; grain < 60; grain += 1) {
    const angle = grain * 2.39996;
    const far = Math.sqrt(grain / 60) * radius * 0.24;
    pollen += `M${(x + Math.cos(angle) * far).toFixed(1)} ${(y + Math.sin(angle) * far).toFixed(1)}h.01`;
  }
  sheet.add(strokes(pollen, light.lit([90, 48, 20]), random.between(2, 2.6), 0.8));
  return { x: x - radius, y: y - radius, width: radius * 2, height: radius * 2 };
}

function draw(frame: Frame): Record<string, Box> {
  const { width, height, random, light } = frame;
  const horizon = height * random.between(0.4, 0.48);
  paintSky(frame, horizon);
  if (light.name === "night") paintStars(frame, 150, horizon);
  paintDisc(
    frame,
    width * (frame.subjectX < 0.5 ? 0.82 : 0.18),
    horizon * random.between(0.3, 0.6),
    height * 0.05,
  );
  paintClouds(frame, 3, horizon);
  paintLand(frame, ridgeLine(random, width, horizon, height * 0.05), [96, 136, 120], 0.5);
  paintLand(frame, ridgeLine(random, width, horizon + height * 0.07, height * 0.03), [92, 148, 72], 0.12);
  paintGrass(frame, horizon + height * 0.1, height, 700, [82, 140, 60]);
  paintMeadow(frame, horizon + height * 0.1);
  const box = paintFlower(frame, frame.subjectX * width, height * 0.46, height * 0.2);
  return {
    flower: box,
    sky: { x: 0, y: 0, width, height: horizon * 0.6 },
    grass: { x: 0, y: height * 0.66, width, height: height * 0.34 },
  };
}

export const flower: SceneKind = {
  title: "a large flower in front of a blooming meadow",
  subject: "flower",
  backdrop: ["sky", "grass"],
  hasHorizon: false,
  draw,
};
