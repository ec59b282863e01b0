export type Colour = readonly [red: number, green: number, blue: number];

export const colourNames = ["red", "orange", "yellow", "green", "blue", "purple", "white"] as const;
export type ColourName = (typeof colourNames)[number];

export const namedColours: Record<ColourName, Colour> = {
  red: [206, 52, 44],
  orange: [238, 128, 36],
  yellow: [246, 204, 52],
  green: [64, 158, 84],
  blue: [42, 104, 200],
  purple: [136, 74, 178],
  white: [240, 240, 236],
};

export function mix(from: Colour, to: Colour, share: number): Colour {
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ];
}

export function lighten(colour: Colour, share: number): Colour {
  return share >= 0 ? mix(colour, [255, 255, 255], share) : mix(colour, [0, 0, 0], -share);
}

export function css(colour: Colour): string {
  return `rgb(${colour.map((channel) => Math.round(Math.min(255, Math.max(0, channel)))).join(",")})`;
}
