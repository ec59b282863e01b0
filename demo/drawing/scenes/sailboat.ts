import { css, lighten, mix } from "#/demo/drawing/colour.ts";
import type { Box, Frame, SceneKind } from "#/demo/drawing/scene.ts";
import {
  paintClouds,
  paintDisc,
  paintLand,
  paintSky,
  paintStars,
  paintWater,
  path,
  rectangle,
  ridgeLine,
  strokes,
} from "#/demo/drawing/shapes.ts";

function paintBoat({ sheet, light, subjectColour }: Frame, x: number, base: number, size: number): Box {
  const sail = light.lit(subjectColour);
  const hull = light.lit([110, 66, 44]);
  const shade = sheet.horizontal([
    [0, lighten(sail, 0.2)],
    [1, lighten(sail, -0.22)],
  ]);
  const top = base - size;
  sheet.add(
    `<g transform="translate(0 ${2 * base + size * 0.08}) scale(1 -0.4) translate(0 ${-base})" opacity="0.28">${path(
      `M${x} ${base} L${x - size * 0.4} ${base - size * 0.1} L${x} ${top} L${x + size * 0.3} ${base - size * 0.1}z`,
      css(sail),
    )}</g>`,
    rectangle(x - 2, top, 4, size * 0.9, css(light.lit([70, 48, 38]))),
    path(
      `M${x - 4} ${top + 4}Q${x - size * 0.28} ${base - size * 0.5} ${x - size * 0.42} ${base - size * 0.17}L${x - 4} ${base - size * 0.17}z`,
      shade,
    ),
    path(
      `M${x + 4} ${top + size * 0.1}Q${x + size * 0.3} ${base - size * 0.45} ${x + size * 0.34} ${base - size * 0.17}L${x + 4} ${base - size * 0.17}z`,
      css(lighten(sail, 0.25)),
    ),
    path(
      `M${x - size * 0.46} ${base - size * 0.14}H${x + size * 0.46}Q${x + size * 0.36} ${base + size * 0.04} ${x + size * 0.22} ${base + size * 0.05}H${x - size * 0.28}Q${x - size * 0.4} ${base + size * 0.02} ${x - size * 0.46} ${base - size * 0.14}z`,
      sheet.vertical([
        [0, lighten(hull, 0.2)],
        [1, lighten(hull, -0.3)],
      ]),
    ),
  );
  let seams = "";
  for (let seam = 1; seam < 6; seam += 1)
    seams += `M${x - size * 0.07 * seam} ${base - size * (0.86 - seam * 0.12)}V${base - size * 0.17}`;
  sheet.add(
    strokes(seams, lighten(sail, -0.35), 1, 0.6),
    strokes(`M${x - size * 0.44} ${base - size * 0.1}H${x + size * 0.44}`, [250, 240, 220], 2, 0.7),
  );
  return { x: x - size * 0.46, y: top, width: size * 0.92, height: size * 1.05 };
}

function draw(frame: Frame): Record<string, Box> {
  const { width, height, random, light } = frame;
  const horizon = height * random.between(0.46, 0.56);
  const discX = width * random.between(0.2, 0.8);
  paintSky(frame, horizon);
  if (light.name === "night") paintStars(frame, 220, horizon);
  paintDisc(frame, discX, horizon * random.between(0.35, 0.8), height * 0.055);
  paintClouds(frame, 5, horizon);
  paintLand(frame, ridgeLine(random, width, horizon - height * 0.02, height * 0.04), [70, 92, 110], 0.5);
  paintWater(frame, horizon, discX);
  const far = mix(light.cloud, light.haze, 0.4);
  for (let boat = 0; boat < 3; boat += 1) {
    const x = width * random.between(0.05, 0.95);
    frame.sheet.add(path(`M${x} ${horizon + 4}l0 -20l11 18z`, css(far)));
  }
  const box = paintBoat(frame, frame.subjectX * width, horizon + height * 0.25, height * 0.44);
  return {
    sailboat: box,
    sky: { x: 0, y: 0, width, height: horizon * 0.9 },
    sea: { x: 0, y: horizon, width, height: height - horizon },
  };
}

export const sailboat: SceneKind = {
  title: "a sailboat on the open sea with small sails far away",
  subject: "sailboat",
  backdrop: ["sky", "sea"],
  hasHorizon: true,
  draw,
};
