import { type Colour, css } from "#/demo/drawing/colour.ts";

type Stop = readonly [offset: number, colour: Colour, opacity?: number];

export type Sheet = {
  readonly width: number;
  readonly height: number;
  add(...markup: string[]): void;
  vertical(stops: readonly Stop[]): string;
  horizontal(stops: readonly Stop[]): string;
  radial(stops: readonly Stop[], focus?: { x: number; y: number }): string;
  svg(tiltDegrees: number): string;
};

function stopMarkup(stops: readonly Stop[]): string {
  return stops
    .map(
      ([offset, colour, opacity = 1]) =>
        `<stop offset="${offset}" stop-color="${css(colour)}" stop-opacity="${opacity}"/>`,
    )
    .join("");
}

function tiltTransform(width: number, height: number, degrees: number): string {
  const radians = (Math.abs(degrees) * Math.PI) / 180;
  const ratio = Math.max(width / height, height / width);
  const scale = Math.cos(radians) + ratio * Math.sin(radians);
  const [x, y] = [width / 2, height / 2];
  return `translate(${x} ${y}) rotate(${degrees}) scale(${scale.toFixed(4)}) translate(${-x} ${-y})`;
}

export function createSheet(width: number, height: number): Sheet {
  const definitions: string[] = [];
  const body: string[] = [];
  const define = (tag: string, attributes: string, stops: readonly Stop[]) => {
    const id = `p${definitions.length}`;
    definitions.push(`<${tag} id="${id}" ${attributes}>${stopMarkup(stops)}</${tag}>`);
    return `url(#${id})`;
  };
  return {
    width,
    height,
    add: (...markup) => {
      body.push(...markup);
    },
    vertical: (stops) => define("linearGradient", 'x1="0" y1="0" x2="0" y2="1"', stops),
    horizontal: (stops) => define("linearGradient", 'x1="0" y1="0" x2="1" y2="0"', stops),
    radial: (stops, focus = { x: 0.5, y: 0.5 }) =>
      define(
        "radialGradient",
        `cx="${focus.x}" cy="${focus.y}" r="0.5" fx="${focus.x}" fy="${focus.y}"`,
        stops,
      ),
    svg: (tiltDegrees) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `<defs>${definitions.join("")}</defs>` +
      `<g transform="${tiltTransform(width, height, tiltDegrees)}">${body.join("")}</g></svg>`,
  };
}
