import { type Colour, css, lighten, mix, namedColours } from "#/demo/drawing/colour.ts";
import type { Box, Frame, SceneKind } from "#/demo/drawing/scene.ts";
import { ellipse, path, rectangle, strokes } from "#/demo/drawing/shapes.ts";

const walls: readonly [Colour, ...Colour[]] = [
  [214, 206, 188],
  [180, 196, 200],
  [206, 190, 186],
];
const woods: readonly [Colour, ...Colour[]] = [
  [150, 100, 62],
  [120, 78, 50],
  [172, 128, 84],
];

function paintRoom({ sheet, width, height, random, light }: Frame, edge: number): void {
  const wall = light.lit(random.pick(walls));
  const wood = light.lit(random.pick(woods));
  const window = sheet.radial([
    [0, mix(light.disc, wall, 0.25), 0.9],
    [1, wall, 0],
  ]);
  sheet.add(
    rectangle(
      -20,
      -20,
      width + 40,
      edge + 20,
      sheet.horizontal([
        [0, lighten(wall, 0.16)],
        [1, lighten(wall, -0.3)],
      ]),
    ),
    ellipse(width * random.between(0.15, 0.35), edge * 0.4, width * 0.4, edge * 0.75, window),
    rectangle(
      -20,
      edge,
      width + 40,
      height - edge + 20,
      sheet.vertical([
        [0, lighten(wood, 0.2)],
        [1, lighten(wood, -0.35)],
      ]),
    ),
  );
  for (const shade of [-0.3, 0.25]) {
    let grain = "";
    for (let line = 0; line < 36; line += 1) {
      const y = edge + random.between(4, height - edge);
      const x = random.between(-80, width);
      grain += `M${x.toFixed(0)} ${y.toFixed(1)}q60 ${random.between(-5, 5).toFixed(1)} ${random.between(90, 240).toFixed(0)} 0`;
    }
    sheet.add(strokes(grain, lighten(wood, shade), 1.2, 0.55));
  }
  let stripes = "";
  for (let x = 12; x < width; x += 36) stripes += `M${x} 0V${edge}`;
  sheet.add(strokes(stripes, lighten(wall, -0.14), 1.2, 0.6));
}

function paintFruit(
  { sheet, random, light }: Frame,
  x: number,
  y: number,
  radius: number,
  colour: Colour,
): void {
  const lit = light.lit(colour);
  const fill = sheet.radial(
    [
      [0, lighten(lit, 0.45)],
      [0.45, lit],
      [1, lighten(lit, -0.42)],
    ],
    { x: 0.36, y: 0.3 },
  );
  sheet.add(ellipse(x, y, radius, radius * 0.95, fill));
  let pores = "";
  for (let pore = 0; pore < 26; pore += 1) {
    const angle = random.between(0, Math.PI * 2);
    const far = Math.sqrt(random.next()) * radius * 0.85;
    pores += `M${(x + Math.cos(angle) * far).toFixed(1)} ${(y + Math.sin(angle) * far).toFixed(1)}h.01`;
  }
  sheet.add(
    strokes(pores, lighten(lit, -0.3), 1.6, 0.6),
    strokes(
      `M${x} ${y - radius * 0.85}q${radius * 0.1} ${-radius * 0.25} ${radius * 0.25} ${-radius * 0.3}`,
      light.lit([70, 60, 34]),
      3,
    ),
  );
}

function paintBowl(frame: Frame, x: number, base: number, size: number): Box {
  const { sheet, random, light, subjectColour } = frame;
  const glaze = light.lit(subjectColour);
  const rim = base - size * 0.46;
  const shadow = sheet.radial([
    [0, [20, 12, 8], 0.55],
    [1, [20, 12, 8], 0],
  ]);
  sheet.add(
    ellipse(x + size * 0.1, base, size * 0.75, size * 0.13, shadow),
    ellipse(x, rim, size * 0.6, size * 0.12, css(lighten(glaze, -0.45))),
  );
  const fruits: readonly [Colour, ...Colour[]] = [
    namedColours.red,
    namedColours.orange,
    namedColours.yellow,
    [126, 168, 60],
    [112, 44, 84],
  ];
  for (const [dx, dy] of [
    [-0.33, -0.04],
    [0.34, -0.05],
    [-0.14, -0.14],
    [0.16, -0.15],
    [0.01, 0],
  ] as const) {
    paintFruit(frame, x + dx * size, rim + dy * size, size * random.between(0.17, 0.2), random.pick(fruits));
  }
  const body = `M${x - size * 0.6} ${rim}C${x - size * 0.56} ${base - size * 0.08} ${x - size * 0.3} ${base} ${x - size * 0.2} ${base}H${x + size * 0.2}C${x + size * 0.3} ${base} ${x + size * 0.56} ${base - size * 0.08} ${x + size * 0.6} ${rim}Q${x} ${rim + size * 0.24} ${x - size * 0.6} ${rim}z`;
  sheet.add(
    path(
      body,
      sheet.horizontal([
        [0, lighten(glaze, 0.1)],
        [0.3, lighten(glaze, 0.35)],
        [0.55, glaze],
        [1, lighten(glaze, -0.45)],
      ]),
    ),
  );
  for (const drop of [0.13, 0.19]) {
    sheet.add(
      strokes(
        `M${x - size * (0.6 - drop * 0.25)} ${rim + size * drop * 0.6}Q${x} ${rim + size * (0.2 + drop)} ${x + size * (0.6 - drop * 0.25)} ${rim + size * drop * 0.6}`,
        light.lit([250, 244, 226]),
        3,
        0.75,
      ),
    );
  }
  return { x: x - size * 0.6, y: rim - size * 0.34, width: size * 1.2, height: size * 0.82 };
}

function draw(frame: Frame): Record<string, Box> {
  const { width, height, random } = frame;
  const edge = height * random.between(0.54, 0.62);
  paintRoom(frame, edge);
  const base = height * 0.82;
  const side = frame.subjectX < 0.5 ? 0.32 : -0.32;
  const box = paintBowl(frame, frame.subjectX * width, base, height * 0.52);
  const fruit = random.pick([namedColours.red, namedColours.orange, [126, 168, 60]] as const);
  paintFruit(frame, (frame.subjectX + side) * width, base - height * 0.05, height * 0.085, fruit);
  return {
    bowl: box,
    wall: { x: 0, y: 0, width, height: edge * 0.55 },
    table: { x: 0, y: edge, width, height: height - edge },
  };
}

export const bowl: SceneKind = {
  title: "a still life with a bowl of fruit on a wooden table",
  subject: "bowl",
  backdrop: ["wall", "table"],
  hasHorizon: true,
  draw,
};
