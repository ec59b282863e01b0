import { type Colour, css, lighten, mix } from "#/demo/drawing/colour.ts";
import type { Random } from "#/demo/drawing/drawing-random.ts";
import type { Frame } from "#/demo/drawing/scene.ts";

const round = (value: number) => Math.round(value * 10) / 10;

export function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  more = "",
): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}" ${more}/>`;
}

export function ellipse(x: number, y: number, rx: number, ry: number, fill: string, more = ""): string {
  return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}" ${more}/>`;
}

export function polygon(points: readonly (readonly [number, number])[], fill: string, more = ""): string {
  return `<polygon points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(" ")}" fill="${fill}" ${more}/>`;
}

export function path(data: string, fill: string, more = ""): string {
  return `<path d="${data}" fill="${fill}" ${more}/>`;
}

export function strokes(data: string, colour: Colour, width: number, opacity = 1): string {
  return `<path d="${data}" fill="none" stroke="${css(colour)}" stroke-width="${width}" stroke-linecap="round" opacity="${opacity}"/>`;
}

export function paintSky({ sheet, width, height, light }: Frame, horizon: number): void {
  const [top, middle, low] = light.sky;
  const fill = sheet.vertical([
    [0, top],
    [0.55, middle],
    [1, low],
  ]);
  sheet.add(rectangle(0, 0, width, height, css(low)), rectangle(0, 0, width, horizon + 1, fill));
}

export function paintDisc({ sheet, light }: Frame, x: number, y: number, radius: number): void {
  const glow = sheet.radial([
    [0, light.disc, 0.75],
    [0.3, light.disc, 0.28],
    [1, light.disc, 0],
  ]);
  sheet.add(ellipse(x, y, radius * 4.5, radius * 4.5, glow), ellipse(x, y, radius, radius, css(light.disc)));
}

export function paintClouds({ sheet, width, random, light }: Frame, count: number, low: number): void {
  const puff = sheet.radial([
    [0, light.cloud, 0.85],
    [0.55, light.cloud, 0.5],
    [1, light.cloud, 0],
  ]);
  for (let cloud = 0; cloud < count; cloud += 1) {
    const x = random.between(0, width);
    const y = random.between(low * 0.12, low * 0.75);
    const size = random.between(width * 0.05, width * 0.1);
    for (let part = 0; part < 6; part += 1) {
      const rx = size * random.between(0.6, 1.3);
      sheet.add(
        ellipse(
          x + random.between(-1.7, 1.7) * size,
          y + random.between(-0.2, 0.2) * size,
          rx,
          rx * 0.42,
          puff,
        ),
      );
    }
  }
}

export function paintStars({ sheet, width, random }: Frame, count: number, low: number): void {
  for (const size of [1, 1.6, 2.4]) {
    let data = "";
    for (let star = 0; star < count / size ** 2; star += 1) {
      data += `M${round(random.between(0, width))} ${round(low * random.next() ** 1.3)}h.01`;
    }
    sheet.add(strokes(data, [252, 250, 236], size, 0.9));
  }
}

/** The outline of a hill line: a sum of sines, y for every `step` pixels of the width. */
export function ridgeLine(
  random: Random,
  width: number,
  base: number,
  amplitude: number,
  jag = 0,
): [number, number][] {
  const waves = [1, 2.1, 4.3].map((frequency) => ({
    frequency: frequency * random.between(0.8, 1.3),
    phase: random.between(0, Math.PI * 2),
    size: amplitude / frequency,
  }));
  const points: [number, number][] = [];
  const step = jag > 0 ? 12 : 8;
  for (let x = -step; x <= width + step; x += step) {
    const angle = (x / width) * Math.PI * 2;
    const height = waves.reduce(
      (sum, wave) => sum + Math.sin(angle * wave.frequency + wave.phase) * wave.size,
      0,
    );
    points.push([x, base - height - random.between(0, jag)]);
  }
  return points;
}

export function paintLand(
  frame: Frame,
  line: readonly [number, number][],
  colour: Colour,
  depth: number,
): void {
  const { sheet, width, height, light } = frame;
  const near = mix(light.lit(colour), light.haze, depth);
  const far = mix(lighten(near, 0.12), light.haze, 0.18);
  const fill = sheet.vertical([
    [0, far],
    [0.35, near],
    [1, lighten(near, -0.25)],
  ]);
  sheet.add(polygon([...line, [width + 20, height + 20], [-20, height + 20]], fill));
}

export function lineHeight(line: readonly [number, number][], x: number): number {
  const closest = line.reduce((best, point) =>
    Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best,
  );
  return closest[1];
}

export function paintPine(
  { sheet, light }: Frame,
  x: number,
  base: number,
  size: number,
  colour: Colour,
): void {
  const lit = light.lit(colour);
  sheet.add(
    rectangle(x - size * 0.03, base - size * 0.14, size * 0.06, size * 0.16, css(light.lit([84, 58, 40]))),
  );
  for (let tier = 0; tier < 4; tier += 1) {
    const bottom = base - size * (0.1 + tier * 0.2);
    const half = size * (0.24 - tier * 0.05);
    const top = bottom - size * 0.34;
    sheet.add(
      polygon(
        [
          [x, top],
          [x + half, bottom],
          [x, bottom + size * 0.03],
          [x - half, bottom],
        ],
        css(lighten(lit, tier * 0.05)),
      ),
      polygon(
        [
          [x, top],
          [x + half, bottom],
          [x + half * 0.2, bottom],
        ],
        css(lighten(lit, -0.22)),
        'opacity="0.6"',
      ),
    );
  }
}

export function paintGrass(frame: Frame, from: number, to: number, count: number, colour: Colour): void {
  const { sheet, width, random, light } = frame;
  for (const shade of [-0.28, -0.08, 0.16, 0.3]) {
    let data = "";
    for (let blade = 0; blade < count / 4; blade += 1) {
      const depth = random.next();
      const length = 5 + depth * (to - from) * 0.2;
      const lean = random.between(-0.5, 0.5) * length;
      data += `M${round(random.between(0, width))} ${round(from + depth * (to - from))}q${round(lean * 0.2)} ${round(-length * 0.6)} ${round(lean)} ${round(-length)}`;
    }
    sheet.add(strokes(data, lighten(light.lit(colour), shade), 1.4, 0.85));
  }
}

export function paintWater(frame: Frame, horizon: number, brightX: number): void {
  const { sheet, width, height, random, light } = frame;
  const fill = sheet.vertical([
    [0, mix(light.water, light.sky[2], 0.55)],
    [0.3, light.water],
    [1, lighten(light.water, -0.4)],
  ]);
  sheet.add(rectangle(-20, horizon, width + 40, height - horizon + 20, fill));
  for (const [colour, opacity] of [
    [light.sky[2], 0.5],
    [lighten(light.water, -0.45), 0.5],
    [light.disc, 0.55],
  ] as const) {
    let data = "";
    const glints = colour === light.disc;
    for (let wave = 0; wave < 110; wave += 1) {
      const depth = random.next() ** 1.5;
      const y = horizon + 3 + depth * (height - horizon);
      const spread = glints ? width * (0.03 + depth * 0.09) : width * 0.6;
      const x = glints ? brightX + random.normal() * spread : random.between(0, width);
      const length = 4 + depth * random.between(10, 34);
      data += `M${round(x - length)} ${round(y)}q${round(length / 2)} ${round(-1 - depth * 3)} ${round(length)} 0`;
    }
    sheet.add(strokes(data, colour, glints ? 1.8 : 1.3, opacity));
  }
}
